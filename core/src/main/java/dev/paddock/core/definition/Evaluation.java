// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import dev.paddock.core.patch.Patch;
import dev.paddock.core.patch.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What evaluating a template came to. */
public sealed interface Evaluation {

    /**
     * What the template says. Maps keep the order of the template.
     *
     * @param missing parameters that were not given and have no default; only a fault if something of the result needs them
     */
    record Rendered(
            Optional<Tree> output,
            Map<String, Tree> outputs,
            Optional<Patch> patch,
            Map<String, Tree> patchOutputs,
            List<TemplateProblem> missing)
            implements Evaluation {}

    /** Why it says nothing. */
    record Refused(List<TemplateProblem> problems) implements Evaluation {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
