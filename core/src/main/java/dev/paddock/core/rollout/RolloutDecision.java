// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a rollout does next.
 *
 * @param next clusters to be told now, by name
 * @param done clusters that have succeeded long enough
 * @param total clusters of the rollout
 * @param failed those that failed or took too long, by name
 * @param halt why no further cluster follows; empty while the failures are within the limit
 * @param lookAgain when time alone may change the answer
 */
public record RolloutDecision(
        List<String> next,
        int done,
        int total,
        List<Failure> failed,
        Optional<Halt> halt,
        Optional<Instant> lookAgain) {

    public RolloutDecision {
        next = List.copyOf(next);
        failed = List.copyOf(failed);
    }

    /** A cluster that failed, and why. */
    public record Failure(String cluster, String why) {
        @Override
        public String toString() {
            return cluster + ": " + why;
        }
    }

    /**
     * More failures than allowed.
     *
     * @param stage of which clusters the limit speaks, e.g. {@code group 1 (canary)}; empty for all of them
     */
    public record Halt(String stage, int allowed, List<Failure> failures) {
        public Halt {
            failures = List.copyOf(failures);
        }
    }

    /** Nothing is left to tell, and nothing to wait for. */
    public boolean complete() {
        return next.isEmpty() && halt.isEmpty() && done + failed.size() == total;
    }

    public Optional<String> haltMessage() {
        return halt.map(found -> "%d failed%s, %d allowed; %d/%d clusters done: %s"
                .formatted(
                        found.failures().size(),
                        found.stage().isEmpty() ? "" : " of " + found.stage(),
                        found.allowed(),
                        done,
                        total,
                        String.join(
                                "; ",
                                found.failures().stream().map(Failure::toString).toList())));
    }
}
