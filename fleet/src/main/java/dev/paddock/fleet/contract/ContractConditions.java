// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.contract;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of a contract, whose types and reasons are another project's. A condition's time moves only when its status
 * does, so that writing the same verdict again changes nothing.
 */
public final class ContractConditions {
    private final List<Condition> before;
    private final List<Condition> now = new ArrayList<>();
    private final @Nullable Long generation;
    private final Instant time;

    public ContractConditions(List<Condition> before, @Nullable Long generation, Instant time) {
        this.before = before;
        this.generation = generation;
        this.time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    public ContractConditions set(String type, String status, String reason, String message) {
        String since = find(before, type)
                .filter(known -> status.equals(known.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElse(time.toString());
        now.add(new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build());
        return this;
    }

    public List<Condition> list() {
        return List.copyOf(now);
    }

    public static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    public static boolean isTrue(List<Condition> conditions, String type) {
        return find(conditions, type)
                .filter(condition -> "True".equals(condition.getStatus()))
                .isPresent();
    }
}
