// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import dev.paddock.agent.kube.AppliedSet;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.KindWatches;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What this process did for one work. Losing it costs one apply of everything. */
final class WorkState {

    private final AppliedSet applied = new AppliedSet(FieldManagers.WORK);
    private List<ManifestResult> results = List.of();
    private long generation = -1;
    private Instant appliedAt = Instant.EPOCH;

    boolean mustApply(long wanted, Duration resync, Instant now, KindWatches watches) {
        return generation != wanted
                || !now.isBefore(appliedAt.plus(resync))
                || results.stream().anyMatch(WorkState::retries)
                || !applied.drifted(watches).isEmpty();
    }

    void applied(long done, List<ManifestResult> outcome, Instant now) {
        generation = done;
        results = outcome;
        appliedAt = now;
        applied.retain(
                outcome.stream().flatMap(result -> result.target().stream()).toList());
        outcome.forEach(result -> {
            if (result instanceof ManifestResult.Applied success) {
                applied.applied(success.object());
            }
        });
    }

    List<ManifestResult> results() {
        return results;
    }

    boolean anyRetry() {
        return results.stream().anyMatch(WorkState::retries);
    }

    private static boolean retries(ManifestResult result) {
        return result instanceof ManifestResult.Failed failed && failed.retry();
    }
}
