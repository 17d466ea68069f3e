// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Evaluates templates. Bounded in time, memory and size of the answer; the same question has the same answer. */
@FunctionalInterface
public interface TemplateEngine {

    Evaluation evaluate(Question question);

    /** The parameters that a template takes, as OpenAPI; empty if nobody can say, or not now. */
    default Optional<JsonNode> parameters(Definition.Schematic schematic) {
        return Optional.empty();
    }

    /**
     * @param schematic the template
     * @param parameter what {@code parameter} stands for
     * @param context what {@code context} stands for
     */
    record Question(Definition.Schematic schematic, JsonNode parameter, JsonNode context) {}
}
