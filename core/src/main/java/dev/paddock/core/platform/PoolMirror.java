// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.common.ClusterStatus;
import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputePoolStatus;
import dev.paddock.api.palette.ComputePoolStatus.PoolCluster;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Shows the steps and conditions of the child ComputePool as the platform's own: to its user they are one thing. */
final class PoolMirror {
    private static final Set<Step> POOL_STEPS = EnumSet.of(
            Step.SELECT_MACHINES,
            Step.REQUEST_CLUSTER,
            Step.PROVISION_CLUSTER,
            Step.REGISTER_SPOKE,
            Step.INSTALL_AGENTS,
            Step.CREATE_ENVIRONMENT);
    private static final List<ConditionType> MIRRORED =
            List.of(ConditionType.CLUSTER_READY, ConditionType.SPOKE_JOINED, ConditionType.ENVIRONMENT_READY);

    private PoolMirror() {}

    /** Whether the pool's environment is there, so that something can be delivered. */
    static boolean mirror(Gathered given, StatusDraft draft) {
        draft.pool(given.name());
        Optional<ComputePool> pool = given.pool().filter(found -> upToDate(found, given));
        if (pool.isEmpty() && given.pool().isPresent() && draft.everReady()) {
            // the pool is about to look at a change; until it has, what was true of it still is
            MIRRORED.forEach(draft.conditions::keep);
            return true;
        }
        if (pool.isEmpty()) {
            draft.conditions.setFalse(
                    ConditionType.CLUSTER_READY,
                    Reason.PROVISIONING,
                    "ComputePool %s/%s has not started yet".formatted(given.namespace(), given.name()));
            return false;
        }
        ComputePoolStatus status = Objects.requireNonNull(pool.get().getStatus());
        draft.timeline.adopt(status.timeline().stream()
                .filter(entry -> POOL_STEPS.contains(entry.step()))
                .map(PoolMirror::asOwn)
                .toList());
        MIRRORED.forEach(type -> copy(status, type, draft));
        if (status.environmentRef() != null) {
            draft.environment(given.namespace(), status.environmentRef().name());
        }
        if (draft.before.clusters().isEmpty()) {
            draft.clusters(status.clusters().stream()
                    .map(PoolCluster::managedCluster)
                    .filter(Objects::nonNull)
                    .map(name -> new ClusterStatus(name, null, null, null, null, null, null))
                    .toList());
        }
        return MIRRORED.stream().allMatch(type -> Conditions.isTrue(status.conditions(), type));
    }

    static List<String> clusterNames(Gathered given) {
        return given.pool()
                .map(ComputePool::getStatus)
                .map(status -> status.clusters().stream()
                        .map(PoolCluster::managedCluster)
                        .filter(Objects::nonNull)
                        .toList())
                .orElse(List.of());
    }

    private static boolean upToDate(ComputePool pool, Gathered given) {
        ComputePoolStatus status = pool.getStatus();
        Map<String, String> annotations = pool.getMetadata().getAnnotations();
        boolean sameTry =
                annotations != null && Children.tryOf(given.platform()).equals(annotations.get(Annotations.RETRY));
        // A refused update leaves the pool on the try of the spec in force.
        boolean refused = given.quota().isEmpty();
        return status != null
                && Objects.equals(
                        status.observedGeneration(), pool.getMetadata().getGeneration())
                && (sameTry || refused);
    }

    /** A platform has one cluster, so its steps need not say which. */
    private static TimelineEntry asOwn(TimelineEntry entry) {
        return new TimelineEntry(
                entry.step(), "", entry.state(), entry.reason(), entry.message(), entry.startTime(), entry.endTime());
    }

    private static void copy(ComputePoolStatus status, ConditionType type, StatusDraft draft) {
        Conditions.find(status.conditions(), type).ifPresent(found -> copy(found, type, draft));
    }

    static void copy(Condition found, ConditionType type, StatusDraft draft) {
        Reason reason = reason(found.getReason());
        switch (found.getStatus()) {
            case "True" -> draft.conditions.setTrue(type, reason, found.getMessage());
            case "False" -> draft.conditions.setFalse(type, reason, found.getMessage());
            default -> draft.conditions.setUnknown(type, reason, found.getMessage());
        }
    }

    static Reason reason(String text) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.text().equals(text))
                .findFirst()
                .orElse(Reason.EVALUATING);
    }
}
