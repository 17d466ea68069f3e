// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Health;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.mural.WorkloadStatus.ComponentStatus;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a status is sent: news at once, what got better at once, what got worse or only reads differently when it has
 * lasted ten seconds, and nothing otherwise: that the agent lives is said once for all, by its lease. One per workload; used
 * by one handler at a time.
 */
final class FlapFilter {

    static final Duration FLAP = Duration.ofSeconds(10);

    /** Send now, or look again after a while, or wait for something to happen. */
    record Decision(boolean send, Optional<Duration> lookAgain) {}

    private @Nullable Instant differsSince;

    Decision decide(@Nullable WorkloadStatus sent, WorkloadStatus found, Instant now) {
        if (sent == null) {
            return send();
        }
        if (without(sent).equals(without(found))) {
            differsSince = null;
            return new Decision(false, Optional.empty());
        }
        if (isNews(sent, found) || isBetter(sent, found)) {
            return send();
        }
        Instant since = differsSince == null ? now : differsSince;
        differsSince = since;
        Instant due = since.plus(FLAP);
        return now.isBefore(due) ? new Decision(false, Optional.of(Duration.between(now, due))) : send();
    }

    private Decision send() {
        differsSince = null;
        return new Decision(true, Optional.empty());
    }

    private static boolean isNews(WorkloadStatus sent, WorkloadStatus found) {
        return !Objects.equals(sent.appliedDigest(), found.appliedDigest())
                || !Objects.equals(sent.observedGeneration(), found.observedGeneration())
                || !Objects.equals(sent.outputs(), found.outputs())
                || !statusOf(sent, ConditionType.APPLIED).equals(statusOf(found, ConditionType.APPLIED))
                || !componentHealth(sent).keySet().equals(componentHealth(found).keySet());
    }

    private static boolean isBetter(WorkloadStatus sent, WorkloadStatus found) {
        Map<String, Health> before = componentHealth(sent);
        boolean better = false;
        for (Map.Entry<String, Health> now : componentHealth(found).entrySet()) {
            int change = now.getValue().compareTo(before.getOrDefault(now.getKey(), Health.HEALTHY));
            if (change > 0) {
                return false;
            }
            better |= change < 0;
        }
        return better;
    }

    private static Map<String, Health> componentHealth(WorkloadStatus status) {
        return status.components().stream()
                .collect(Collectors.toMap(
                        ComponentStatus::name,
                        component -> Objects.requireNonNullElse(component.health(), Health.UNKNOWN),
                        (a, b) -> b));
    }

    private static String statusOf(WorkloadStatus status, ConditionType type) {
        return Conditions.find(status.conditions(), type)
                .map(condition -> condition.getStatus() + "/" + condition.getReason())
                .orElse("");
    }

    /** Times are not content. */
    private static WorkloadStatus without(WorkloadStatus status) {
        List<Condition> conditions = status.conditions().stream()
                .map(condition -> condition.edit().withLastTransitionTime(null).build())
                .toList();
        return new WorkloadStatus(
                status.appliedDigest(),
                status.kind(),
                status.components(),
                status.outputs(),
                null,
                status.observedGeneration(),
                conditions);
    }
}
