// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a definition, with its field and, in a template, with line and column. */
public final class DefinitionFaults {

    private static final String SCHEMATIC = "spec.schematic.";

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
        switch (DefinitionReader.read(definition)) {
            case DefinitionReader.Outcome.Refused refused -> errors.addAll(refused.errors());
            case DefinitionReader.Outcome.Read read -> errors.addAll(ofTemplate(read.definition()));
        }
        return errors;
    }

    private List<FieldError> ofTemplate(Definition definition) {
        return switch (definition.schematic()) {
            // Steps are run and not rendered; their templates use actions that nothing here knows.
            case Definition.Schematic.Cue any when definition.kind() == Definition.Kind.WORKFLOW_STEP -> List.of();
            case Definition.Schematic.Cue any ->
                check.check(definition).stream()
                        .map(problem -> fault("cue.template", problem.toString()))
                        .toList();
            case Definition.Schematic.Cel any ->
                check.check(definition).stream().map(DefinitionFaults::ofCel).toList();
        };
    }

    /** The place counts within the expression, which the path leads to. */
    private static FieldError ofCel(TemplateProblem problem) {
        String path = problem.path().isEmpty() ? "cel" : "cel." + problem.path();
        return fault(path, (problem.place().isEmpty() ? "" : problem.place() + ": ") + problem.message());
    }

    private static FieldError fault(String path, String message) {
        return new FieldError(SCHEMATIC + path, FieldError.Type.INVALID, null, message);
    }
}
