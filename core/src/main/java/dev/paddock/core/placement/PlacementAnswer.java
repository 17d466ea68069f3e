// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The decision: clusters by group, the two conditions, and when time alone may change the answer.
 *
 * @param scores the sum of all weighted scores by candidate, for events and explanations
 */
public record PlacementAnswer(
        List<DecisionGroup> groups,
        int selected,
        Verdict misconfigured,
        Verdict satisfied,
        Optional<Instant> recheckAt,
        Map<String, Long> scores) {
    public PlacementAnswer {
        groups = List.copyOf(groups);
        scores = Map.copyOf(scores);
    }

    public List<String> clusters() {
        return groups.stream()
                .flatMap(group -> group.clusters().stream())
                .sorted()
                .toList();
    }

    /** A condition without its times. */
    public record Verdict(String type, boolean status, String reason, String message) {}
}
