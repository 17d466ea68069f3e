// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import dev.paddock.core.definition.TemplateProblem;
import java.util.List;
import java.util.Optional;

/**
 * A schematic that was compiled, soundly or not.
 *
 * @param resources each after those that it uses
 * @param problems what is wrong with it; then nothing is rendered
 */
record CompiledSchematic(
        ParameterSchema parameters,
        List<CompiledResource> resources,
        Optional<Node> patch,
        Optional<Node> jsonPatches,
        List<TemplateProblem> problems) {

    static final String MAIN = "output";

    CompiledSchematic {
        resources = List.copyOf(resources);
        problems = List.copyOf(problems);
    }
}
