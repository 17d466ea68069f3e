// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import dev.paddock.api.mural.Workload;
import dev.paddock.core.annotation.RenderingAnnotations;
import dev.paddock.core.annotation.RenderingAnnotations.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * When a workload is looked at without an event. Who asks for a {@code resync-period} gets a report each time, from a fresh read of the
 * cluster; without one the agent looks at what it has watched and reports what has changed, as its lease says already that it lives.
 *
 * @param due whether to read the cluster and to report now
 * @param next when to look again
 */
record Resync(boolean due, Duration next) {

    private static final Duration DEFAULT = Duration.ofMinutes(5);

    static Resync of(Workload workload, Instant sentAt, Instant now) {
        Optional<Duration> asked = asked(workload);
        if (asked.isEmpty()) {
            return new Resync(false, DEFAULT);
        }
        Duration left = Duration.between(now, sentAt.plus(asked.get()));
        return left.isPositive() ? new Resync(false, left) : new Resync(true, asked.get());
    }

    private static Optional<Duration> asked(Workload workload) {
        Map<String, String> annotations = workload.getMetadata().getAnnotations();
        try {
            return annotations == null
                    ? Optional.empty()
                    : RenderingAnnotations.of(Place.WORKLOAD, annotations).resyncPeriod();
        } catch (IllegalArgumentException refusedByTheHub) {
            // Nothing is delivered with such an annotation; a Workload written by hand gets the default.
            return Optional.empty();
        }
    }
}
