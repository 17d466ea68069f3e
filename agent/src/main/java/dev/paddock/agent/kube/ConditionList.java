// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Conditions of the foreign contracts (OCM, Flux), whose types and reasons are theirs. Types it is not told about are kept as
 * they are, because another writer owns them; a transition time moves only when the status flips.
 */
public final class ConditionList {

    private static final int LONGEST_MESSAGE = 1024;

    private final Map<String, Condition> conditions = new LinkedHashMap<>();
    private final long generation;
    private final Instant now;

    public ConditionList(Collection<Condition> before, long generation, Instant now) {
        before.forEach(condition -> conditions.put(condition.getType(), condition));
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    public ConditionList set(String type, String status, String reason, String message) {
        Condition before = conditions.get(type);
        String since =
                before != null && status.equals(before.getStatus()) ? before.getLastTransitionTime() : now.toString();
        String shortened = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
        conditions.put(
                type,
                new ConditionBuilder()
                        .withType(type)
                        .withStatus(status)
                        .withReason(reason)
                        .withMessage(shortened)
                        .withObservedGeneration(generation)
                        .withLastTransitionTime(since)
                        .build());
        return this;
    }

    public ConditionList remove(String type) {
        conditions.remove(type);
        return this;
    }

    public List<Condition> list() {
        return List.copyOf(conditions.values());
    }

    public static Optional<Condition> find(Collection<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> Objects.equals(type, condition.getType()))
                .findFirst();
    }

    public static boolean isTrue(Collection<Condition> conditions, String type) {
        return find(conditions, type)
                .filter(condition -> "True".equals(condition.getStatus()))
                .isPresent();
    }
}
