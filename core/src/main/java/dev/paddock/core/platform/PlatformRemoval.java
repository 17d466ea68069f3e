// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.common.TimelineEntry.State;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.DeletionPolicy;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputePoolStatus;
import dev.paddock.core.platform.Decision.Removal;
import dev.paddock.core.pool.PoolClusters;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out a {@link DeletionPlan}. What is done is read from the objects that are still there, never from the timeline
 * alone, so a crash between any two steps costs nothing but a repetition.
 */
final class PlatformRemoval {
    /** How long a spoke that does not answer is waited for. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Set<Step> POOL_STEPS = EnumSet.of(
            Step.REMOVE_ENVIRONMENT, Step.DRAIN_SPOKE, Step.DELETE_CLUSTER, Step.DETACH_SPOKE, Step.RETAIN_CLUSTER);

    Decision decide(Gathered given) {
        DeletionPlan plan = DeletionPlan.of(given.platform());
        StatusDraft draft = new StatusDraft(given.platform(), given.now());
        draft.timeline.expect(plan.stepNames());
        done(draft, plan, Step.BLOCK_NEW);
        if (given.deployment().isPresent()) {
            return undeliver(given, draft, plan);
        }
        done(draft, plan, Step.UNDELIVER);
        if (given.pool().filter(PoolClusters::isChild).isPresent()) {
            return plan.keepsPool() ? releasePool(given, draft) : deletePool(given, draft, plan);
        }
        for (Step step : plan.stepNames()) {
            if (POOL_STEPS.contains(step)) {
                done(draft, plan, step);
            }
        }
        boolean released = draft.timeline.has(Step.RELEASE_GPU, State.SUCCEEDED)
                || draft.timeline.has(Step.RELEASE_GPU, State.SKIPPED);
        done(draft, plan, Step.RELEASE_GPU);
        draft.gpu(Map.of());
        done(draft, plan, Step.REMOVE_ARTIFACTS);
        if (!released) {
            return new Decision.Remove(
                    draft.finishDeleting(Reason.DELETING, "giving back GPUs"),
                    List.of(new Removal.ReleaseGpu()),
                    Optional.of(Duration.ZERO));
        }
        return new Decision.Remove(
                draft.finishDeleting(Reason.DELETING, "done"),
                List.of(new Removal.ReleaseGpu(), new Removal.RemoveFinalizer()),
                Optional.empty());
    }

    private static Decision undeliver(Gathered given, StatusDraft draft, DeletionPlan plan) {
        boolean late = draft.timeline.overdue(Step.UNDELIVER, "", PATIENCE);
        boolean abandon = forced(given) || late && plan.deletesCluster();
        Reason reason = late && !abandon ? Reason.SPOKE_UNREACHABLE : Reason.DELETING;
        String message = late && !abandon
                ? "the spoke has not removed the deployment for %d minutes; annotate %s=true to go on without it"
                        .formatted(PATIENCE.toMinutes(), Annotations.FORCE_DELETE)
                : "waiting until WorkloadDeployment %s/%s is gone".formatted(given.namespace(), given.name());
        draft.timeline.running(Step.UNDELIVER, reason, message);
        return new Decision.Remove(
                draft.finishDeleting(reason, message),
                List.of(new Removal.DeleteDeployment(abandon)),
                Optional.of(Duration.ofMinutes(1)));
    }

    private static Decision releasePool(Gathered given, StatusDraft draft) {
        String message = "letting go of ComputePool %s/%s".formatted(given.namespace(), given.name());
        draft.timeline.running(Step.RETAIN_CLUSTER, Reason.DELETING, message);
        return new Decision.Remove(
                draft.finishDeleting(Reason.DELETING, message),
                List.of(new Removal.ReleasePool(given.pool().orElseThrow())),
                Optional.empty());
    }

    private static Decision deletePool(Gathered given, StatusDraft draft, DeletionPlan plan) {
        ComputePool pool = given.pool().orElseThrow();
        ComputePoolStatus status = pool.getStatus();
        Reason reason = Reason.DELETING;
        String message = "waiting until ComputePool %s/%s is gone".formatted(given.namespace(), given.name());
        if (status != null && pool.getMetadata().getDeletionTimestamp() != null) {
            draft.timeline.adopt(status.timeline().stream()
                    .filter(entry -> POOL_STEPS.contains(entry.step()))
                    .map(PlatformRemoval::asOwn)
                    .toList());
            Optional<Condition> ready = Conditions.find(status.conditions(), ConditionType.READY)
                    .filter(condition -> !condition.getMessage().isEmpty());
            reason = ready.map(condition -> PoolMirror.reason(condition.getReason()))
                    .orElse(reason);
            message = ready.map(Condition::getMessage).orElse(message);
        }
        DeletionPolicy policy = plan.keepsStack() ? DeletionPolicy.ORPHAN : DeletionPolicy.DELETE;
        return new Decision.Remove(
                draft.finishDeleting(reason, message),
                List.of(new Removal.DeletePool(PoolClusters.withDeletionPolicy(pool, policy))),
                Optional.empty());
    }

    private static TimelineEntry asOwn(TimelineEntry entry) {
        return new TimelineEntry(
                entry.step(), "", entry.state(), entry.reason(), entry.message(), entry.startTime(), entry.endTime());
    }

    private static void done(StatusDraft draft, DeletionPlan plan, Step step) {
        plan.find(step).ifPresent(planned -> {
            if (draft.timeline.has(step, State.SUCCEEDED) || draft.timeline.has(step, State.SKIPPED)) {
                return; // what the plan says changes while things disappear; what was done does not
            }
            if (planned.skipped()) {
                draft.timeline.skipped(step, planned.text());
            } else {
                draft.timeline.succeeded(step, planned.text());
            }
        });
    }

    private static boolean forced(Gathered given) {
        Map<String, String> annotations = given.platform().getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(Annotations.FORCE_DELETE));
    }
}
