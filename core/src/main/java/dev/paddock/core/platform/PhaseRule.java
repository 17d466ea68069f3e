// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.palette.MLPlatformStatus.Phase;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Set;

/** The phase of an MLPlatform: a pure function of its conditions and of what it was before (api.md 4.1). First match wins. */
public final class PhaseRule {
    private static final Set<String> FATAL = Set.of("AgentInstallFailed", "RenderFailed", "ScopeForbidden");
    /** Until the first Ready, the first of these that is not True names the phase. */
    private static final List<Waiting> ORDER = List.of(
            new Waiting(ConditionType.ACCEPTED, Phase.PENDING),
            new Waiting(ConditionType.PROFILES_RESOLVED, Phase.PENDING),
            new Waiting(ConditionType.CLUSTER_READY, Phase.PROVISIONING),
            new Waiting(ConditionType.SPOKE_JOINED, Phase.REGISTERING),
            new Waiting(ConditionType.ENVIRONMENT_READY, Phase.INSTALLING),
            new Waiting(ConditionType.DELIVERED, Phase.DEPLOYING),
            new Waiting(ConditionType.HEALTHY, Phase.DEPLOYING));

    private record Waiting(ConditionType type, Phase phase) {}

    private PhaseRule() {}

    /**
     * @param everAccepted whether some generation was accepted before
     * @param everReady whether the platform was Ready before
     */
    public static Phase phase(List<Condition> conditions, boolean deleting, boolean everAccepted, boolean everReady) {
        if (deleting) {
            return Phase.DELETING;
        }
        if (!everAccepted && isFalse(conditions, ConditionType.ACCEPTED)) {
            return Phase.REJECTED;
        }
        if (!everReady && conditions.stream().anyMatch(PhaseRule::isFatal)) {
            return Phase.FAILED;
        }
        if (Conditions.isTrue(conditions, ConditionType.READY)) {
            return Phase.RUNNING;
        }
        return everReady ? Phase.DEGRADED : untilFirstReady(conditions);
    }

    private static Phase untilFirstReady(List<Condition> conditions) {
        return ORDER.stream()
                .filter(waiting -> !Conditions.isTrue(conditions, waiting.type()))
                .map(Waiting::phase)
                .findFirst()
                .orElse(Phase.DEPLOYING);
    }

    private static boolean isFatal(Condition condition) {
        String reason = condition.getReason();
        return !"True".equals(condition.getStatus()) && (reason.endsWith("TimedOut") || FATAL.contains(reason));
    }

    private static boolean isFalse(List<Condition> conditions, ConditionType type) {
        return Conditions.find(conditions, type)
                .filter(condition -> "False".equals(condition.getStatus()))
                .isPresent();
    }
}
