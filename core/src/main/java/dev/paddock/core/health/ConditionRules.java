// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import dev.paddock.core.health.ObjectView.ConditionView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Kinds that say in conditions how they are: those with a known leading condition, and all others. */
final class ConditionRules {

    private static final List<String> GOOD = List.of("Ready", "Available", "Healthy", "Succeeded");
    private static final List<String> BAD = List.of("Stalled", "Failed", "Degraded");
    private static final List<String> BUSY = List.of("Reconciling", "Progressing");

    private ConditionRules() {}

    /** Judged by {@code leading}; Cluster API before v1beta2 has Ready in the place of Available. */
    static HealthRule ready(String leading) {
        return (object, now) -> {
            Optional<ConditionView> stalled = object.condition("Stalled").filter(ConditionView::isTrue);
            if (stalled.isPresent()) {
                return Verdict.degraded(stalled.get().why());
            }
            Optional<ConditionView> found = object.condition(leading).or(() -> object.condition("Ready"));
            return found.map(c -> byCondition(object, c)).orElseGet(() -> Verdict.progressing("has no status yet"));
        };
    }

    static Verdict flux(ObjectView object, Instant now) {
        return object.flag("spec", "suspend")
                ? Verdict.suspended("suspended")
                : ready("Ready").assess(object, now);
    }

    /** A repository of OCI charts is only an address: Flux never writes a status to it. */
    static Verdict helmRepository(ObjectView object, Instant now) {
        return object.text("spec", "type").equals("oci") && !object.flag("spec", "suspend")
                ? Verdict.healthy("exists")
                : flux(object, now);
    }

    static Verdict generic(ObjectView object, Instant now) {
        List<ConditionView> conditions = object.conditions();
        Optional<ConditionView> bad = conditions.stream()
                .filter(c -> BAD.contains(c.type()) && c.isTrue())
                .findFirst();
        if (bad.isPresent()) {
            return Verdict.degraded(bad.get().why());
        }
        List<Verdict> good = GOOD.stream()
                .flatMap(type -> object.condition(type).stream())
                .map(c -> byCondition(object, c))
                .toList();
        if (!good.isEmpty()) {
            return good.stream().max(Comparator.comparing(Verdict::health)).orElseThrow();
        }
        if (busy(object)) {
            return Verdict.progressing("reconciling");
        }
        return conditions.isEmpty()
                ? Verdict.healthy("exists")
                : Verdict.unknown("none of its conditions says how it is: "
                        + String.join(
                                ", ",
                                conditions.stream().map(ConditionView::type).toList()));
    }

    private static Verdict byCondition(ObjectView object, ConditionView condition) {
        if (object.conditionIsStale(condition.type())) {
            return Verdict.progressing("generation " + object.generation() + " is not observed yet");
        }
        if (condition.isTrue()) {
            return Verdict.healthy(condition.why());
        }
        return condition.isFalse() && !busy(object)
                ? Verdict.degraded(condition.why())
                : Verdict.progressing(condition.why());
    }

    private static boolean busy(ObjectView object) {
        return BUSY.stream().anyMatch(object::conditionIsTrue);
    }
}
