// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.definition;

import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.ReleaseRenderer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The charts of one rendering, which leaves those for the next try that come after it has taken its time: repositories are slow, and a
 * reconciler waits for them. The archives that it got are kept, so the next try comes further. What has begun is not cut off here; the
 * renderer does that.
 */
public final class ChartBudget implements ReleaseRenderer {

    /** More than one chart takes at worst. */
    public static final Duration STANDARD = Duration.ofSeconds(45);

    private final ReleaseRenderer renderer;
    private final Clock clock;
    private final Duration budget;
    private final Instant end;

    public ChartBudget(ReleaseRenderer renderer, Clock clock, Duration budget) {
        this.renderer = renderer;
        this.clock = clock;
        this.budget = budget;
        this.end = clock.instant().plus(budget);
    }

    @Override
    public Outcome render(Request request) {
        if (clock.instant().isAfter(end)) {
            throw new EngineUnavailableException("the workload's charts took more than %d s, and release %s is left"
                    .formatted(
                            budget.toSeconds(),
                            request.release().path("metadata").path("name").asText()));
        }
        return renderer.render(request);
    }
}
