// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Artifacts of one repository that a deployment has left behind, and since when. Decides which of them may go: none that is in use
 * again, none that left within the grace, and not the newest, to which a user may want to go back.
 */
public record RetiredArtifacts(Map<Digest, Instant> since) {

    public RetiredArtifacts {
        since = Map.copyOf(since);
    }

    /**
     * How long they stay.
     *
     * @param history how many of the newest stay whatever their age
     */
    public record Retention(Duration grace, int history) {}

    /**
     * What is to be done now.
     *
     * @param remove from the registry
     * @param forget because they are in use again
     * @param again when the next will be due, if nothing else happens
     */
    public record Due(Set<Digest> remove, Set<Digest> forget, Optional<Instant> again) {
        public Due {
            remove = Set.copyOf(remove);
            forget = Set.copyOf(forget);
        }
    }

    public Due at(Instant now, Retention retention, Set<Digest> inUse) {
        List<Map.Entry<Digest, Instant>> mayGo = since.entrySet().stream()
                .filter(entry -> !inUse.contains(entry.getKey()))
                .sorted(Map.Entry.<Digest, Instant>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().value()))
                .skip(retention.history())
                .toList();
        Instant left = now.minus(retention.grace());
        return new Due(
                mayGo.stream()
                        .filter(entry -> !entry.getValue().isAfter(left))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()),
                since.keySet().stream().filter(inUse::contains).collect(Collectors.toSet()),
                mayGo.stream()
                        .map(Map.Entry::getValue)
                        .filter(since -> since.isAfter(left))
                        .min(Comparator.naturalOrder())
                        .map(since -> since.plus(retention.grace())));
    }

    /** When the last of them will have been left for so long. */
    public Optional<Instant> allLeftFor(Duration grace) {
        return since.values().stream().max(Comparator.naturalOrder()).map(last -> last.plus(grace));
    }
}
