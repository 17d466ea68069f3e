// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.definition.UnknownProperties;
import dev.paddock.core.fault.FieldError;
import java.util.List;
import java.util.Set;

/** Whether the policies of an Application are ones there are, with properties that fit. */
final class PolicyCheck {

    /** Policies that tell the engine what to do, and make no objects. */
    static final Set<String> BUILT_IN = Set.of(
            "topology",
            "override",
            "replication",
            "garbage-collect",
            "apply-once",
            "read-only",
            "resource-update",
            "shared-resource",
            "take-over",
            "env-binding",
            "debug");

    private static final String DEPRECATED = "env-binding";
    private static final String WITHOUT_PROPERTIES = "debug";

    private final TemplateEngine engine;
    private final Definitions definitions;
    private final List<FieldError> errors;
    private final List<String> warnings;

    PolicyCheck(TemplateEngine engine, Definitions definitions, List<FieldError> errors, List<String> warnings) {
        this.engine = engine;
        this.definitions = definitions;
        this.errors = errors;
        this.warnings = warnings;
    }

    void check(Application.Policy policy) {
        if (!policy.given() && !policy.type().equals(WITHOUT_PROPERTIES)) {
            errors.add(FieldError.required(policy.path() + ".properties", "a policy says what it wants"));
            return;
        }
        if (policy.type().equals(DEPRECATED)) {
            warnings.add(policy.path() + ".type: env-binding is deprecated and has no effect; write topology and "
                    + "override policies");
        } else if (!policy.type().equals(WITHOUT_PROPERTIES)) {
            ApplicationRenderer.find(definitions, Definition.Kind.POLICY, policy.type(), policy.path(), errors)
                    .filter(definition -> BUILT_IN.contains(policy.type()))
                    .ifPresent(definition -> properties(policy, definition));
        }
    }

    private void properties(Application.Policy policy, Definition definition) {
        TemplateEngine.Question question = new TemplateEngine.Question(
                definition.schematic(), policy.properties(), JsonNodeFactory.instance.objectNode());
        TemplateFaults faults = new TemplateFaults(policy.path(), policy.type(), policy.properties());
        engine.parameters(definition.schematic())
                .ifPresent(schema ->
                        UnknownProperties.in(policy.path() + ".properties", policy.type(), policy.properties(), schema)
                                .forEach(found -> warnings.add(found.error().toString())));
        switch (engine.evaluate(question)) {
            case Evaluation.Refused refused -> errors.addAll(faults.of(refused.problems()));
            case Evaluation.Rendered rendered -> errors.addAll(faults.of(rendered.missing()));
        }
    }
}
