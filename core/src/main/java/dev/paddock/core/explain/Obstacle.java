// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The condition that keeps an object from being Ready: the first in catalogue order that is not True.
 *
 * @param reason the word as written, also one this version does not know
 * @param since when it became so, null if not recorded
 */
record Obstacle(
        ConditionType type,
        String status,
        String reason,
        String message,
        @Nullable String since) {

    static Optional<Obstacle> first(Collection<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> !"True".equals(condition.getStatus()))
                .flatMap(condition -> known(condition).stream())
                .filter(obstacle -> obstacle.type().holdsBackReady())
                .min(Comparator.comparing(Obstacle::type));
    }

    /** What blocks a deletion, which {@code Ready} alone tells. */
    static Optional<Obstacle> ofReady(Collection<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> ConditionType.READY.text().equals(condition.getType()))
                .filter(condition -> !"True".equals(condition.getStatus()))
                .flatMap(condition -> known(condition).stream())
                .findFirst();
    }

    private static Optional<Obstacle> known(Condition condition) {
        return Arrays.stream(ConditionType.values())
                .filter(type -> type.text().equals(condition.getType()))
                .findFirst()
                .map(type -> new Obstacle(
                        type,
                        text(condition.getStatus()),
                        text(condition.getReason()),
                        text(condition.getMessage()),
                        condition.getLastTransitionTime()));
    }

    private static String text(@Nullable String written) {
        return written == null ? "" : written;
    }

    boolean is(Reason wanted) {
        return reason.equals(wanted.text());
    }

    /** {@code no machine is free (ClusterReady=False/InsufficientMachines)}. */
    String sentence() {
        return told("");
    }

    /** The same, with how long it has been so. */
    String sentence(Instant now) {
        String span = Span.since(since, now);
        return told(span.isEmpty() ? "" : "," + span);
    }

    private String told(String more) {
        String condition = "%s=%s/%s%s".formatted(type.text(), status, reason, more);
        return message.isEmpty() ? condition : "%s (%s)".formatted(message, condition);
    }
}
