// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.databind.JsonNode;

/** Evaluates templates. Bounded in time, memory and size of the answer; the same question has the same answer. */
@FunctionalInterface
public interface TemplateEngine {

    Evaluation evaluate(Question question);

    /**
     * @param schematic the template
     * @param parameter what {@code parameter} stands for
     * @param context what {@code context} stands for
     */
    record Question(Definition.Schematic schematic, JsonNode parameter, JsonNode context) {}
}
