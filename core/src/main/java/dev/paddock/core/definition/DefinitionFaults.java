// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a definition, with its field and, in a template, with line and column. */
public final class DefinitionFaults {

    private static final String TEMPLATE = "spec.schematic.cue.template";

    private final TemplateCheck check;

    public DefinitionFaults(TemplateCheck check) {
        this.check = check;
    }

    /**
     * @param definition as JSON
     * @throws EngineUnavailableException if the template could not be looked at
     */
    public List<FieldError> of(JsonNode definition) {
        List<FieldError> errors = new ArrayList<>();
        if (!definition.path("spec").path("contextExtensionRefs").isEmpty()) {
            errors.add(FieldError.notYetSupported(
                    "spec.contextExtensionRefs", "context extensions", "a later change of issue 3 of 4"));
        }
        switch (DefinitionReader.read(definition)) {
            case DefinitionReader.Outcome.Refused refused -> errors.addAll(refused.errors());
            case DefinitionReader.Outcome.Read read -> errors.addAll(ofTemplate(read.definition()));
        }
        return errors;
    }

    private List<FieldError> ofTemplate(Definition definition) {
        // Steps are run and not rendered; their templates use actions that nothing here knows.
        return definition.kind() == Definition.Kind.WORKFLOW_STEP
                ? List.of()
                : check.check(definition).stream()
                        .map(problem -> new FieldError(TEMPLATE, FieldError.Type.INVALID, null, problem.toString()))
                        .toList();
    }
}
