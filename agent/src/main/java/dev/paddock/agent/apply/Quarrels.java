// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import dev.paddock.agent.kube.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a change by somebody from a quarrel with somebody: who puts a field back again and again only to see it changed again has met
 * another writer. In a quarrel objects are put back more rarely, and it is said. Used by one handler at a time.
 */
public final class Quarrels {

    static final int MANY = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final Duration PAUSE = Duration.ofSeconds(30);

    /**
     * What is known of the quarrels that are on.
     *
     * @param lookAgain when the next object may be put back, or the quarrel is over
     */
    public record Standing(String message, Duration lookAgain) {}

    private static final class History {
        private final Deque<Instant> restores = new ArrayDeque<>();
        private boolean quarrel;
        private String words = "";

        private Instant last() {
            return restores.getLast();
        }
    }

    private final Map<ObjectRef, History> histories = new HashMap<>();

    /** Which of the changed objects may be put back now. */
    public List<ObjectRef> due(Collection<ObjectRef> changed, Instant now) {
        return changed.stream()
                .filter(ref -> {
                    History history = histories.get(ref);
                    return history == null
                            || !history.quarrel
                            || !now.isBefore(history.last().plus(PAUSE));
                })
                .toList();
    }

    /** @param words who changes what, as far as can be told; empty when nobody changed a field, say because it was deleted */
    public void restored(ObjectRef ref, String words, Instant now) {
        if (words.isEmpty()) {
            return;
        }
        History history = histories.computeIfAbsent(ref, fresh -> new History());
        history.restores.removeIf(earlier -> earlier.isBefore(now.minus(WINDOW)));
        history.restores.addLast(now);
        history.words = words;
        history.quarrel |= history.restores.size() >= MANY;
    }

    /** Empty when there is no quarrel, or not any more. */
    public Optional<Standing> standing(Instant now) {
        histories.values().removeIf(history -> !now.isBefore(history.last().plus(WINDOW)));
        List<Map.Entry<ObjectRef, History>> quarrels = histories.entrySet().stream()
                .filter(entry -> entry.getValue().quarrel)
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .toList();
        if (quarrels.isEmpty()) {
            return Optional.empty();
        }
        History first = quarrels.getFirst().getValue();
        String more = quarrels.size() > 1 ? " (and " + (quarrels.size() - 1) + " more objects)" : "";
        Instant next = quarrels.stream()
                .map(entry -> entry.getValue().last())
                .map(last -> now.isBefore(last.plus(PAUSE)) ? last.plus(PAUSE) : last.plus(WINDOW))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Optional.of(new Standing(
                "conflict: %s: %s, which this delivery sets too%s: take the field out of the delivery or end the other writer; until then it is put back every %d s"
                        .formatted(quarrels.getFirst().getKey(), first.words, more, PAUSE.toSeconds()),
                Duration.between(now, next)));
    }
}
