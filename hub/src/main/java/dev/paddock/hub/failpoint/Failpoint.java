// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.failpoint;

import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.common.TimelineEntry.State;
import dev.paddock.api.meta.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process the moment before a named step would be recorded as done: the worst moment, because the step has
 * happened and nothing says so. Without a step it does nothing.
 */
public final class Failpoint implements Milestones {
    private static final Logger LOG = LoggerFactory.getLogger(Failpoint.class);
    private static final int KILLED = 137;

    private final String armed;
    private final Runnable crash;

    private Failpoint(String armed, Runnable crash) {
        this.armed = armed;
        this.crash = crash;
    }

    public static Failpoint none() {
        return new Failpoint("", () -> {});
    }

    /** What may be named. */
    public static List<String> names() {
        return Stream.concat(
                        Arrays.stream(Step.values()).map(Step::text),
                        Arrays.stream(DeliveryPoint.values()).map(DeliveryPoint::text))
                .toList();
    }

    /**
     * Halts the virtual machine, running no shutdown hook.
     *
     * @param name of {@link #names()}, in any case
     */
    public static Optional<Failpoint> named(String name) {
        return names().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(known -> at(known, () -> Runtime.getRuntime().halt(KILLED)));
    }

    static Failpoint at(String name, Runnable crash) {
        return new Failpoint(name, crash);
    }

    /** Called before a status is written. */
    public void recording(List<TimelineEntry> before, List<TimelineEntry> now) {
        for (TimelineEntry entry : now) {
            if (armed.equals(entry.step().text())
                    && isDone(entry)
                    && before.stream().noneMatch(old -> sameAndDone(old, entry))) {
                beforeDone(entry.step());
            }
        }
    }

    /** Called before an act that is a step of its own and leaves no status behind. */
    @Override
    public void beforeDone(Step step) {
        reached(step.text());
    }

    @Override
    public void reached(DeliveryPoint point) {
        reached(point.text());
    }

    private void reached(String name) {
        if (armed.equals(name)) {
            LOG.warn("failpoint reached step={}", name);
            crash.run();
        }
    }

    private static boolean isDone(TimelineEntry entry) {
        return entry.state() == State.SUCCEEDED || entry.state() == State.SKIPPED;
    }

    private static boolean sameAndDone(TimelineEntry old, TimelineEntry entry) {
        return old.step() == entry.step() && java.util.Objects.equals(old.cluster(), entry.cluster()) && isDone(old);
    }
}
