// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.meta.Step;
import dev.paddock.api.palette.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where an object stands in its list of steps. */
record StepWords(TimelineEntry entry, int number, int steps) {
    private static final Map<Step, Function<Timeouts, Duration>> LIMITS = Map.of(
            Step.SELECT_MACHINES, Timeouts::machinesLimit,
            Step.PROVISION_CLUSTER, Timeouts::provisionLimit,
            Step.REGISTER_SPOKE, Timeouts::joinLimit,
            Step.INSTALL_AGENTS, Timeouts::installLimit,
            Step.DELIVER, Timeouts::deliverLimit);

    /** The step that failed or runs, else the first that is still to come. */
    static Optional<StepWords> current(List<TimelineEntry> timeline) {
        for (TimelineEntry.State state :
                List.of(TimelineEntry.State.FAILED, TimelineEntry.State.RUNNING, TimelineEntry.State.PENDING)) {
            for (int index = 0; index < timeline.size(); index++) {
                if (timeline.get(index).state() == state) {
                    return Optional.of(new StepWords(timeline.get(index), index + 1, timeline.size()));
                }
            }
        }
        return Optional.empty();
    }

    String words(Instant now) {
        String where = "%s%s, %d of %d"
                .formatted(
                        entry.step(),
                        entry.cluster() == null || entry.cluster().isEmpty() ? "" : " of " + entry.cluster(),
                        number,
                        steps);
        return switch (entry.state()) {
            case FAILED -> where + ", failed" + ago(entry.endTime(), now);
            case RUNNING -> where + "," + started(now);
            case PENDING, SUCCEEDED, SKIPPED -> where + ", comes next";
        };
    }

    private String started(Instant now) {
        String since = Span.since(entry.startTime(), now);
        return since.isEmpty() ? " running" : since;
    }

    private static String ago(@Nullable String time, Instant now) {
        return Span.parse(time)
                .map(end -> " " + Span.words(Duration.between(end, now)) + " ago")
                .orElse("");
    }

    /** When the step is given up, for the steps that have a limit. */
    Optional<String> deadline(@Nullable Timeouts timeouts, Instant now) {
        if (entry.state() != TimelineEntry.State.RUNNING) {
            return Optional.empty();
        }
        Timeouts limits = timeouts == null ? new Timeouts(null, null, null, null, null) : timeouts;
        return Optional.ofNullable(LIMITS.get(entry.step()))
                .flatMap(limit -> Span.parse(entry.startTime())
                        .map(start -> Duration.between(now, start.plus(limit.apply(limits))))
                        .filter(left -> !left.isNegative())
                        .map(left -> "given up in %s if nothing changes".formatted(Span.words(left))));
    }
}
