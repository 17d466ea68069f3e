// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Evaluates what a definition says about the health of what it rendered, in CUE. */
@FunctionalInterface
public interface StatusEngine {

    /** @param context with {@code output} and {@code outputs} as they are on the cluster */
    Answer ask(Optional<String> healthPolicy, Optional<String> customStatus, JsonNode parameter, JsonNode context);

    /**
     * @param healthy empty if the definition does not say; false also where it asks for what is not reported yet
     * @param message empty if it says nothing, or nothing yet
     * @param problems why there is no answer
     */
    record Answer(Optional<Boolean> healthy, Optional<String> message, List<String> problems) {
        public Answer {
            problems = List.copyOf(problems);
        }
    }
}
