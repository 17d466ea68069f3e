// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Asks the engine that knows a template's language.
 *
 * @param cue for CUE
 * @param cel for CEL
 */
public record EngineOfLanguage(TemplateEngine cue, TemplateEngine cel) implements TemplateEngine {

    @Override
    public Evaluation evaluate(Question question) {
        return switch (question.schematic()) {
            case Definition.Schematic.Cue any -> cue.evaluate(question);
            case Definition.Schematic.Cel any -> cel.evaluate(question);
        };
    }

    @Override
    public Optional<JsonNode> parameters(Definition.Schematic schematic) {
        return switch (schematic) {
            case Definition.Schematic.Cue any -> cue.parameters(any);
            case Definition.Schematic.Cel any -> cel.parameters(any);
        };
    }
}
