// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.timeline;

import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.common.TimelineEntry.State;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of one object during one decision. A step keeps the time it started at and the time it ended at for as long
 * as its state stays the same, so an unchanged situation yields an equal list and no write.
 *
 * <p>It decides nothing about the order of steps; it is not thread-safe.
 */
public final class Timeline {
    /** The most entries a status may hold. */
    static final int MOST = 40;

    private record Key(Step step, String cluster) {}

    private final Map<Key, TimelineEntry> entries = new HashMap<>();
    private final List<Key> order = new ArrayList<>();
    private final String now;
    private @Nullable Key lastExpected;

    private Timeline(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Goes on with what the status says; give no entries to start anew, as a new generation does. */
    public static Timeline continuing(Collection<TimelineEntry> previous, Instant now) {
        Timeline timeline = new Timeline(now);
        return timeline.adopt(previous);
    }

    /**
     * Shows steps that will come as Pending: each behind the one expected before it, so that one that gave way to others comes
     * back to its place; the first behind all that are there.
     */
    public Timeline expect(Collection<Step> steps) {
        steps.forEach(step -> expect(step, ""));
        return this;
    }

    public Timeline expect(Step step, String cluster) {
        Key key = key(step, cluster);
        if (!entries.containsKey(key)) {
            order.add(lastExpected == null ? order.size() : order.indexOf(lastExpected) + 1, key);
            entries.put(key, new TimelineEntry(step, cluster, State.PENDING, null, null, null, null));
        }
        lastExpected = key;
        return this;
    }

    public Timeline running(Step step, Reason reason, String message) {
        return running(step, "", reason, message);
    }

    public Timeline running(Step step, String cluster, Reason reason, String message) {
        return put(step, cluster, State.RUNNING, reason.text(), message);
    }

    public Timeline succeeded(Step step, String message) {
        return succeeded(step, "", message);
    }

    public Timeline succeeded(Step step, String cluster, String message) {
        return put(step, cluster, State.SUCCEEDED, null, message);
    }

    public Timeline failed(Step step, Reason reason, String message) {
        return failed(step, "", reason, message);
    }

    public Timeline failed(Step step, String cluster, Reason reason, String message) {
        return put(step, cluster, State.FAILED, reason.text(), message);
    }

    public Timeline skipped(Step step, String message) {
        return put(step, "", State.SKIPPED, null, message);
    }

    /** Takes over the entries of a child, whose steps are also this object's. */
    public Timeline adopt(Collection<TimelineEntry> fromChild) {
        fromChild.forEach(this::put);
        return this;
    }

    /** Drops a step that turned out not to belong here. */
    public Timeline without(Step step, String cluster) {
        entries.remove(key(step, cluster));
        order.remove(key(step, cluster));
        return this;
    }

    public boolean has(Step step, State state) {
        return has(step, "", state);
    }

    public boolean has(Step step, String cluster, State state) {
        TimelineEntry entry = entries.get(key(step, cluster));
        return entry != null && entry.state() == state;
    }

    /** Whether a step has been under way for longer than it may; one not yet started has not. */
    public boolean overdue(Step step, String cluster, Duration limit) {
        return startOf(step, cluster)
                .filter(start -> Duration.between(start, Instant.parse(now)).compareTo(limit) > 0)
                .isPresent();
    }

    public Optional<Instant> startOf(Step step, String cluster) {
        TimelineEntry entry = entries.get(key(step, cluster));
        return entry == null
                ? Optional.empty()
                : Optional.ofNullable(entry.startTime()).map(Instant::parse);
    }

    /**
     * At most {@link #MOST} entries, which an unchanged situation chooses again. The first always stays, for it says which try
     * this is. Finished steps of early clusters give way first, then other finished steps, then the last of what is to come.
     */
    public List<TimelineEntry> entries() {
        List<TimelineEntry> list =
                new ArrayList<>(order.stream().map(entries::get).toList());
        dropFirst(list, entry -> isFinished(entry) && entry.cluster() != null);
        dropFirst(list, Timeline::isFinished);
        dropLast(list, entry -> entry.state() == State.PENDING);
        dropLast(list, entry -> entry.state() == State.RUNNING);
        return List.copyOf(list.subList(0, Math.min(MOST, list.size())));
    }

    private static void dropFirst(List<TimelineEntry> list, Predicate<TimelineEntry> dispensable) {
        for (int i = 1; i < list.size() && list.size() > MOST; ) {
            if (dispensable.test(list.get(i))) {
                list.remove(i);
            } else {
                i++;
            }
        }
    }

    private static void dropLast(List<TimelineEntry> list, Predicate<TimelineEntry> dispensable) {
        for (int i = list.size() - 1; i > 0 && list.size() > MOST; i--) {
            if (dispensable.test(list.get(i))) {
                list.remove(i);
            }
        }
    }

    private static boolean isFinished(TimelineEntry entry) {
        return entry.state() == State.SUCCEEDED || entry.state() == State.SKIPPED;
    }

    private Timeline put(Step step, String cluster, State state, @Nullable String reason, String message) {
        TimelineEntry before = entries.get(key(step, cluster));
        String start = before == null || before.startTime() == null ? now : before.startTime();
        boolean ended = state != State.RUNNING && state != State.PENDING;
        String end = ended
                ? (before != null && before.state() == state && before.endTime() != null ? before.endTime() : now)
                : null;
        put(new TimelineEntry(step, cluster, state, reason, message, start, end));
        return this;
    }

    private void put(TimelineEntry entry) {
        Key key = key(entry.step(), entry.cluster());
        if (entries.put(key, entry) == null) {
            order.add(key);
        }
    }

    private static Key key(Step step, @Nullable String cluster) {
        return new Key(step, cluster == null ? "" : cluster);
    }
}
