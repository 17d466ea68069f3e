// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import java.util.List;
import java.util.Optional;

/**
 * What a definition says of objects as they are in a cluster.
 *
 * @param healthy empty if the definition does not say; false also where it asks for what is not reported yet
 * @param message empty if it says nothing, or nothing yet
 * @param problems why it says nothing
 */
public record StatusReport(Optional<Boolean> healthy, Optional<String> message, List<TemplateProblem> problems) {
    public StatusReport {
        problems = List.copyOf(problems);
    }
}
