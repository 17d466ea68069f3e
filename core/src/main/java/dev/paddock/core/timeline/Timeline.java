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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of one object during one decision. A step keeps the time it started at and the time it ended at for as long
 * as its state stays the same, so an unchanged situation yields an equal list and no write.
 *
 * <p>It decides nothing about the order of steps; it is not thread-safe.
 */
public final class Timeline {
    /** The most entries a status may hold; finished steps of early clusters give way first. */
    static final int MOST = 40;

    private record Key(Step step, String cluster) {}

    private final Map<Key, TimelineEntry> entries = new LinkedHashMap<>();
    private final String now;

    private Timeline(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Goes on with what the status says; give no entries to start anew, as a new generation does. */
    public static Timeline continuing(Collection<TimelineEntry> previous, Instant now) {
        Timeline timeline = new Timeline(now);
        previous.forEach(entry -> timeline.entries.put(key(entry.step(), entry.cluster()), entry));
        return timeline;
    }

    /** Shows steps that will come as Pending, after those already there. */
    public Timeline expect(Collection<Step> steps) {
        steps.forEach(step -> expect(step, ""));
        return this;
    }

    public Timeline expect(Step step, String cluster) {
        entries.putIfAbsent(
                key(step, cluster), new TimelineEntry(step, cluster, State.PENDING, null, null, null, null));
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
        fromChild.forEach(entry -> entries.put(key(entry.step(), entry.cluster()), entry));
        return this;
    }

    /** Drops a step that turned out not to belong here. */
    public Timeline without(Step step, String cluster) {
        entries.remove(key(step, cluster));
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

    public List<TimelineEntry> entries() {
        List<TimelineEntry> list = new ArrayList<>(entries.values());
        for (int i = 0; i < list.size() && list.size() > MOST; ) {
            if (list.get(i).state() == State.SUCCEEDED || list.get(i).state() == State.SKIPPED) {
                list.remove(i);
            } else {
                i++;
            }
        }
        return List.copyOf(list.subList(Math.max(0, list.size() - MOST), list.size()));
    }

    private Timeline put(Step step, String cluster, State state, @Nullable String reason, String message) {
        TimelineEntry before = entries.get(key(step, cluster));
        String start = before == null || before.startTime() == null ? now : before.startTime();
        boolean ended = state != State.RUNNING && state != State.PENDING;
        String end = ended
                ? (before != null && before.state() == state && before.endTime() != null ? before.endTime() : now)
                : null;
        entries.put(
                key(step, cluster),
                new TimelineEntry(step, cluster, state, reason, message.isEmpty() ? null : message, start, end));
        return this;
    }

    private static Key key(Step step, @Nullable String cluster) {
        return new Key(step, cluster == null ? "" : cluster);
    }
}
