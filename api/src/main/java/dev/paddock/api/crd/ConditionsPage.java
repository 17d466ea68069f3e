// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import static java.util.Objects.requireNonNull;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.schema.Description;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The vocabulary of status: every condition type and reason, and which kind reports what. */
final class ConditionsPage {
    private ConditionsPage() {}

    static String text(List<CustomResourceDefinition> kinds) {
        Markdown page = new Markdown(ReferenceFiles.HEADER)
                .heading(1, "Conditions")
                .paragraph("True is good. `Ready` is True when every other condition of the object is, those excepted"
                        + " that do not hold it back; otherwise it takes its reason and message from the first one that"
                        + " is not True, in the order below. `paddock explain KIND/NAME` says what would help.")
                .row("type", "True when", "holds back Ready")
                .rule(3);
        for (ConditionType type : ConditionType.values()) {
            page.row(
                    Markdown.code(type.text()),
                    meaning(ConditionType.class, type.name()),
                    type == ConditionType.READY ? "" : type.holdsBackReady() ? "yes" : "no");
        }
        page.heading(2, "By kind").gap().row("kind", "conditions").rule(2);
        kinds.forEach(kind -> page.row(
                "[" + kind.getSpec().getNames().getKind() + "](api/" + ReferenceFiles.fileName(kind) + ")",
                conditions(kind)));
        page.heading(2, "Reasons")
                .paragraph(
                        "Words for automation; a reason is never renamed or reused. Some belong to kinds that are not"
                                + " there yet.")
                .row("reason", "meaning")
                .rule(2);
        Arrays.stream(Reason.values())
                .sorted(Comparator.comparing(Reason::text))
                .forEach(reason -> page.row(Markdown.code(reason.text()), meaning(Reason.class, reason.name())));
        return page.text();
    }

    private static String conditions(CustomResourceDefinition kind) {
        JSONSchemaProps schema =
                kind.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        JSONSchemaProps status = schema.getProperties().get("status");
        if (status == null) {
            return "none: it never changes";
        }
        return requireNonNull(status.getProperties().get("conditions"), "every status has conditions")
                .getDescription();
    }

    private static String meaning(Class<? extends Enum<?>> type, String constant) {
        try {
            Description description = type.getField(constant).getAnnotation(Description.class);
            if (description == null) {
                throw new IllegalStateException(
                        type.getSimpleName() + "." + constant + " needs a @Description, for the reference pages");
            }
            return description.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("an enum constant without a field: " + constant, e);
        }
    }
}
