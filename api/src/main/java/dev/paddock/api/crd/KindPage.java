// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.stream.Collectors;

/** The reference page of one kind: what it is called, its fields, and the rules the API server checks. */
final class KindPage {
    private static final String CONDITIONS = "status.conditions";

    private final CustomResourceDefinition kind;
    private final CustomResourceDefinitionVersion version;
    private final Markdown page = new Markdown(ReferenceFiles.HEADER);
    private final Markdown rules = new Markdown("");
    private boolean hasRules;

    KindPage(CustomResourceDefinition kind) {
        this.kind = kind;
        this.version = kind.getSpec().getVersions().getFirst();
    }

    String text() {
        JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
        page.heading(1, kind.getSpec().getNames().getKind()).paragraph(schema.getDescription());
        names();
        rules("", schema);
        part("spec", schema);
        part("status", schema);
        if (hasRules) {
            page.heading(2, "Rules")
                    .paragraph(
                            "Checked by the API server on every write, in [CEL](https://kubernetes.io/docs/reference/"
                                    + "using-api/cel/). A rule with `oldSelf` holds for changes only.")
                    .row("field", "message", "rule")
                    .rule(3);
        }
        return page.text() + rules.text();
    }

    private void names() {
        var names = kind.getSpec().getNames();
        page.row("API version", Markdown.code(kind.getSpec().getGroup() + "/" + version.getName()))
                .rule(2)
                .row("scope", kind.getSpec().getScope())
                .row(
                        "names",
                        Markdown.code(names.getPlural()) + ", " + Markdown.code(names.getSingular()) + ", "
                                + Markdown.code(String.join(", ", names.getShortNames())))
                .row(
                        "columns",
                        version.getAdditionalPrinterColumns().stream()
                                .map(CustomResourceColumnDefinition::getName)
                                .collect(Collectors.joining(", ")));
    }

    private void part(String part, JSONSchemaProps root) {
        JSONSchemaProps schema = root.getProperties().get(part);
        if (schema == null) {
            return;
        }
        page.heading(2, part)
                .paragraph(schema.getDescription())
                .row("field", "type", "constraints", "meaning")
                .rule(4);
        rules(part, schema);
        properties(part, schema);
    }

    private void properties(String path, JSONSchemaProps schema) {
        schema.getProperties().forEach((name, property) -> {
            String child = path + "." + name;
            page.row(
                    Markdown.code(child),
                    SchemaText.type(property),
                    SchemaText.constraints(property, schema.getRequired().contains(name)),
                    property.getDescription());
            if (!child.equals(CONDITIONS)) {
                below(child, property);
            }
        });
    }

    private void below(String path, JSONSchemaProps schema) {
        rules(path, schema);
        if (schema.getItems() != null) {
            below(path + "[]", schema.getItems().getSchema());
        } else if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null) {
            below(path + ".*", schema.getAdditionalProperties().getSchema());
        }
        properties(path, schema);
    }

    private void rules(String path, JSONSchemaProps schema) {
        for (ValidationRule rule : schema.getXKubernetesValidations()) {
            hasRules = true;
            String field = path + (rule.getFieldPath() == null ? "" : rule.getFieldPath());
            String message = rule.getMessage() == null ? Markdown.code(rule.getMessageExpression()) : rule.getMessage();
            rules.row(
                    Markdown.code(field.startsWith(".") ? field.substring(1) : field),
                    message,
                    Markdown.code(rule.getRule()));
        }
    }
}
