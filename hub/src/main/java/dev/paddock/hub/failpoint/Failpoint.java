// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.failpoint;

import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.common.TimelineEntry.State;
import dev.paddock.api.meta.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process the moment before a named step would be recorded as done: the worst moment, because the step has
 * happened and nothing says so. Without a step it does nothing.
 */
public final class Failpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Failpoint.class);
    private static final int KILLED = 137;

    private final Set<Step> armed;
    private final Runnable crash;

    private Failpoint(Set<Step> armed, Runnable crash) {
        this.armed = armed;
        this.crash = crash;
    }

    public static Failpoint none() {
        return new Failpoint(EnumSet.noneOf(Step.class), () -> {});
    }

    /** Halts the virtual machine, running no shutdown hook. */
    public static Failpoint before(Step step) {
        return before(step, () -> Runtime.getRuntime().halt(KILLED));
    }

    static Failpoint before(Step step, Runnable crash) {
        return new Failpoint(EnumSet.of(step), crash);
    }

    /** Called before a status is written. */
    public void recording(List<TimelineEntry> before, List<TimelineEntry> now) {
        for (TimelineEntry entry : now) {
            if (armed.contains(entry.step())
                    && isDone(entry)
                    && before.stream().noneMatch(old -> sameAndDone(old, entry))) {
                reached(entry.step());
            }
        }
    }

    /** Called before an act that is a step of its own and leaves no status behind. */
    public void reached(Step step) {
        if (armed.contains(step)) {
            LOG.warn("failpoint reached step={}", step);
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
