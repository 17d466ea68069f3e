// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.ComputePoolStatus.Phase;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** The phase of a ComputePool that is not being deleted (api.md 3.4). First match wins. */
final class PoolPhase {
    private record Waiting(ConditionType type, Phase phase) {}

    private static final List<Waiting> ORDER = List.of(
            new Waiting(ConditionType.ACCEPTED, Phase.PENDING),
            new Waiting(ConditionType.PROFILES_RESOLVED, Phase.PENDING),
            new Waiting(ConditionType.CLUSTER_READY, Phase.PROVISIONING),
            new Waiting(ConditionType.SPOKE_JOINED, Phase.REGISTERING),
            new Waiting(ConditionType.ENVIRONMENT_READY, Phase.INSTALLING));

    private PoolPhase() {}

    static Phase of(List<Condition> conditions, boolean everReady) {
        if (!everReady && conditions.stream().anyMatch(PoolPhase::isFatal)) {
            return Phase.FAILED;
        }
        if (hasReason(conditions, Reason.INSUFFICIENT_MACHINES)) {
            return Phase.VALIDATING;
        }
        if (hasReason(conditions, Reason.SCALING)) {
            return Phase.SCALING;
        }
        if (Conditions.isTrue(conditions, ConditionType.READY)) {
            return Phase.RUNNING;
        }
        if (everReady) {
            return Phase.DEGRADED;
        }
        return ORDER.stream()
                .filter(waiting -> !Conditions.isTrue(conditions, waiting.type()))
                .map(Waiting::phase)
                .findFirst()
                .orElse(Phase.INSTALLING);
    }

    private static boolean isFatal(Condition condition) {
        return !"True".equals(condition.getStatus())
                && (condition.getReason().endsWith("TimedOut")
                        || Reason.AGENT_INSTALL_FAILED.text().equals(condition.getReason()));
    }

    private static boolean hasReason(List<Condition> conditions, Reason reason) {
        return Conditions.find(conditions, ConditionType.CLUSTER_READY)
                .filter(condition -> reason.text().equals(condition.getReason()))
                .isPresent();
    }
}
