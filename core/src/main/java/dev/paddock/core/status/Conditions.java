// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.status;

import dev.paddock.api.common.Conditioned;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The conditions of one object during one decision: each set at most to its last word, kept in catalogue order, with {@code Ready}
 * computed from the others. A transition time moves only when a status flips, so an unchanged situation yields an equal list and no
 * write. It chooses no reason itself and keeps nothing between decisions; it is not thread-safe.
 */
public final class Conditions {

    private static final int LONGEST_MESSAGE = 1024;

    private final EnumSet<ConditionType> expected;
    private final Map<String, Condition> previous;
    private final EnumMap<ConditionType, Condition> current = new EnumMap<>(ConditionType.class);
    private final long generation;
    private final String now;

    private Conditions(EnumSet<ConditionType> expected, Map<String, Condition> previous, long generation, String now) {
        this.expected = expected;
        this.previous = previous;
        this.generation = generation;
        this.now = now;
    }

    /**
     * @param expected the types this kind reports besides {@code Ready}; one that is never set comes out as Unknown
     * @param previous what the status says now; types no longer expected are dropped
     * @param generation the generation this decision is about
     */
    public static Conditions evaluate(
            Set<ConditionType> expected, Collection<Condition> previous, long generation, Instant now) {
        EnumSet<ConditionType> types = EnumSet.noneOf(ConditionType.class);
        types.addAll(expected);
        types.remove(ConditionType.READY);
        Map<String, Condition> before = new HashMap<>();
        previous.forEach(condition -> before.put(condition.getType(), condition));
        return new Conditions(
                types, before, generation, now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** The same for an object as it was read; one without a status has no conditions before. */
    public static <S extends Conditioned> Conditions evaluate(
            Set<ConditionType> expected, CustomResource<?, S> object, Instant now) {
        S before = object.getStatus();
        return evaluate(
                expected,
                before == null ? List.of() : before.conditions(),
                object.getMetadata().getGeneration(),
                now);
    }

    public Conditions setTrue(ConditionType type, Reason reason, String message) {
        return set(type, "True", reason, message);
    }

    public Conditions setFalse(ConditionType type, Reason reason, String message) {
        return set(type, "False", reason, message);
    }

    public Conditions setUnknown(ConditionType type, Reason reason, String message) {
        return set(type, "Unknown", reason, message);
    }

    /** Leaves the type as it was found: the decision stopped before it, and what was true of the running state still is. */
    public Conditions keep(ConditionType type) {
        Condition before = previous.get(type.text());
        if (before != null) {
            current.put(require(type), before);
        }
        return this;
    }

    /** Leaves every type as it was found. */
    public Conditions keepAll() {
        expected.forEach(this::keep);
        return this;
    }

    public boolean isTrue(ConditionType type) {
        Condition condition = current.get(type);
        return condition != null && "True".equals(condition.getStatus());
    }

    /** All expected conditions in catalogue order, {@code Ready} last. */
    public List<Condition> list() {
        fillUnknown();
        Optional<Condition> blocking = current.entrySet().stream()
                .filter(entry -> entry.getKey().holdsBackReady())
                .map(Map.Entry::getValue)
                .filter(condition -> !"True".equals(condition.getStatus()))
                .findFirst();
        return listWith(blocking.map(this::notReady)
                .orElseGet(() -> stamp(ConditionType.READY, "True", Reason.READY.text(), "")));
    }

    /** The same, for an object being deleted: {@code Ready=False} with what the deletion waits for. */
    public List<Condition> listDeleting(Reason reason, String message) {
        return listNotReady(reason, message);
    }

    /** The same, where {@code Ready=True} has a word of its own. */
    public List<Condition> listReady(Reason reason) {
        fillUnknown();
        return listWith(stamp(ConditionType.READY, "True", reason.text(), ""));
    }

    /** The same, where {@code Ready=False} has a reason that is none of the other conditions. */
    public List<Condition> listNotReady(Reason reason, String message) {
        fillUnknown();
        return listWith(stamp(ConditionType.READY, "False", reason.text(), message));
    }

    public static Optional<Condition> find(Collection<Condition> conditions, ConditionType type) {
        return conditions.stream()
                .filter(condition -> type.text().equals(condition.getType()))
                .findFirst();
    }

    public static boolean isTrue(Collection<Condition> conditions, ConditionType type) {
        return find(conditions, type)
                .filter(condition -> "True".equals(condition.getStatus()))
                .isPresent();
    }

    private Conditions set(ConditionType type, String status, Reason reason, String message) {
        current.put(require(type), stamp(type, status, reason.text(), message));
        return this;
    }

    private ConditionType require(ConditionType type) {
        if (!expected.contains(type)) {
            throw new IllegalArgumentException(type + " is not a condition of this kind: " + expected);
        }
        return type;
    }

    private void fillUnknown() {
        for (ConditionType type : expected) {
            if (!current.containsKey(type)) {
                current.put(type, stamp(type, "Unknown", Reason.EVALUATING.text(), "not evaluated yet"));
            }
        }
    }

    private Condition notReady(Condition because) {
        String message = because.getMessage().isEmpty() ? "" : ": " + because.getMessage();
        return stamp(ConditionType.READY, "False", because.getReason(), because.getType() + message);
    }

    private List<Condition> listWith(Condition ready) {
        EnumMap<ConditionType, Condition> all = new EnumMap<>(current);
        all.put(ConditionType.READY, ready);
        return List.copyOf(all.values());
    }

    private Condition stamp(ConditionType type, String status, String reason, String message) {
        return new ConditionBuilder()
                .withType(type.text())
                .withStatus(status)
                .withReason(reason)
                .withMessage(
                        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…")
                .withObservedGeneration(generation)
                .withLastTransitionTime(transitionTime(type, status))
                .build();
    }

    private String transitionTime(ConditionType type, String status) {
        Condition before = previous.get(type.text());
        return before != null && status.equals(before.getStatus()) && before.getLastTransitionTime() != null
                ? before.getLastTransitionTime()
                : now;
    }
}
