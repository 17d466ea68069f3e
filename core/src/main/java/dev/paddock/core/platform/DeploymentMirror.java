// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.common.TimelineEntry.State;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.palette.Timeouts;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Shows the progress of the child WorkloadDeployment as the platform's own steps and conditions. */
final class DeploymentMirror {
    private static final String URL = "url";
    private static final Set<Reason> OF_PROFILES = EnumSet.of(
            Reason.VARIABLE_UNRESOLVED,
            Reason.OUTPUT_CYCLE,
            Reason.DEFINITION_MISSING,
            Reason.WORKLOAD_PROFILE_NOT_FOUND,
            Reason.REVISION_NOT_FOUND,
            Reason.TYPE_MISMATCH);
    private static final List<ConditionType> BEFORE_DELIVERED = List.of(
            ConditionType.ACCEPTED,
            ConditionType.ENVIRONMENT_READY,
            ConditionType.RENDERED,
            ConditionType.PUBLISHED,
            ConditionType.DELIVERED);

    private DeploymentMirror() {}

    static void mirror(Gathered given, StatusDraft draft) {
        Optional<WorkloadDeployment> there = given.deployment().filter(DeploymentMirror::upToDate);
        if (there.isEmpty()) {
            if (given.deployment().isPresent() && draft.everReady()) {
                draft.conditions.keep(ConditionType.DELIVERED).keep(ConditionType.HEALTHY);
            } else {
                draft.await(Step.RENDER, ConditionType.DELIVERED, Reason.RENDERING, "the deployment is being prepared");
            }
            return;
        }
        WorkloadDeploymentStatus status = Objects.requireNonNull(there.get().getStatus());
        draft.artifacts(status.artifacts());
        if (!status.clusters().isEmpty()) {
            draft.clusters(status.clusters());
        }
        if (accepted(given, draft, status)) {
            steps(draft, status);
            delivered(given, draft, status);
            url(draft, status);
        }
    }

    /** When the delivery deadline will have passed, should nothing else happen before. */
    static Optional<Duration> nextDeadline(Gathered given, StatusDraft draft) {
        if (draft.everReady() || draft.timeline.has(Step.DELIVER, State.SUCCEEDED)) {
            return Optional.empty();
        }
        return draft.timeline.startOf(Step.RENDER, "").map(start -> {
            Instant deadline = start.plus(limit(given)).plusSeconds(1);
            Duration left = Duration.between(given.now(), deadline);
            return left.isPositive() ? left : Duration.ofMinutes(1);
        });
    }

    /** On an existing cluster the deployment asks the ledger, because only it knows its pods. */
    private static boolean accepted(Gathered given, StatusDraft draft, WorkloadDeploymentStatus status) {
        boolean newCluster =
                draft.scenario().filter(PlatformSteps::makesCluster).isPresent();
        Optional<Condition> accepted = Conditions.find(status.conditions(), ConditionType.ACCEPTED);
        if (accepted.filter(condition -> "False".equals(condition.getStatus())).isPresent()) {
            Reason reason = PoolMirror.reason(accepted.get().getReason());
            draft.fail(
                    Step.RESERVE_GPU,
                    ConditionType.ACCEPTED,
                    reason,
                    accepted.get().getMessage());
            return false;
        }
        if (!newCluster) {
            draft.gpu(status.gpu());
            if (Conditions.isTrue(status.conditions(), ConditionType.ACCEPTED)
                    && Conditions.isTrue(status.conditions(), ConditionType.RENDERED)) {
                draft.accepted();
                draft.timeline.succeeded(Step.RESERVE_GPU, status.gpu().isEmpty() ? "no GPUs asked for" : "reserved");
                draft.timeline.succeeded(
                        Step.PREPARE_NAMESPACE,
                        "namespace "
                                + TargetNamespace.of(
                                        given.platform().getSpec().targetNamespace(), given.namespace(), given.name()));
            }
        }
        return true;
    }

    private static void steps(StatusDraft draft, WorkloadDeploymentStatus status) {
        step(draft, status, Step.RENDER, ConditionType.RENDERED);
        step(draft, status, Step.PUBLISH, ConditionType.PUBLISHED);
        step(draft, status, Step.DELIVER, ConditionType.DELIVERED);
        step(draft, status, Step.VERIFY_HEALTH, ConditionType.HEALTHY);
    }

    private static void step(StatusDraft draft, WorkloadDeploymentStatus status, Step step, ConditionType type) {
        Conditions.find(status.conditions(), type).ifPresent(condition -> {
            if ("True".equals(condition.getStatus())) {
                draft.timeline.succeeded(step, condition.getMessage());
            } else if ("False".equals(condition.getStatus())) {
                draft.timeline.running(step, PoolMirror.reason(condition.getReason()), condition.getMessage());
            }
        });
    }

    private static void delivered(Gathered given, StatusDraft draft, WorkloadDeploymentStatus status) {
        Optional<Condition> blocking = BEFORE_DELIVERED.stream()
                .map(type -> Conditions.find(status.conditions(), type))
                .flatMap(Optional::stream)
                .filter(condition -> !"True".equals(condition.getStatus()))
                .findFirst();
        Conditions.find(status.conditions(), ConditionType.HEALTHY)
                .ifPresent(healthy -> PoolMirror.copy(healthy, ConditionType.HEALTHY, draft));
        if (blocking.isEmpty()) {
            draft.conditions.setTrue(ConditionType.DELIVERED, Reason.APPLIED, "");
            return;
        }
        Reason reason = PoolMirror.reason(blocking.get().getReason());
        String message = blocking.get().getMessage();
        if (OF_PROFILES.contains(reason)) {
            draft.conditions.setFalse(ConditionType.PROFILES_RESOLVED, reason, message);
        }
        if (!draft.everReady() && draft.timeline.overdue(Step.RENDER, "", limit(given))) {
            String late = "not delivered within %s; last: %s".formatted(words(limit(given)), message);
            draft.fail(Step.DELIVER, ConditionType.DELIVERED, Reason.DELIVER_TIMED_OUT, late);
            return;
        }
        Reason shown = reason == Reason.EVALUATING ? Reason.RENDERING : reason;
        draft.conditions.setFalse(ConditionType.DELIVERED, shown, message);
    }

    private static void url(StatusDraft draft, WorkloadDeploymentStatus status) {
        if (!Conditions.isTrue(status.conditions(), ConditionType.HEALTHY)) {
            return;
        }
        Map<String, Object> outputs = status.outputs() == null ? Map.of() : status.outputs();
        Object url = outputs.get(URL);
        if (url == null) {
            draft.url(null);
            draft.timeline.skipped(Step.EXPOSE_URL, "the profile exposes no URL");
        } else {
            draft.url(url.toString());
            draft.timeline.succeeded(Step.EXPOSE_URL, url.toString());
        }
    }

    private static boolean upToDate(WorkloadDeployment deployment) {
        WorkloadDeploymentStatus status = deployment.getStatus();
        return status != null
                && Objects.equals(
                        status.observedGeneration(), deployment.getMetadata().getGeneration());
    }

    private static Duration limit(Gathered given) {
        Timeouts timeouts = given.platform().getSpec().timeouts();
        return (timeouts == null ? new Timeouts(null, null, null, null, null) : timeouts).deliverLimit();
    }

    private static String words(Duration limit) {
        return limit.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
