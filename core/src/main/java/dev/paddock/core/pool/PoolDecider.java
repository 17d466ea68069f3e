// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import dev.paddock.api.common.TimelineEntry.State;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.palette.ComputePoolStatus;
import dev.paddock.api.palette.ComputePoolStatus.PoolCluster;
import dev.paddock.core.pool.PoolClusters.PoolMember;
import dev.paddock.core.pool.PoolDecision.Action;
import dev.paddock.core.quota.ClusterDemand;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.GpuReport;
import dev.paddock.core.quota.LedgerEntry;
import dev.paddock.core.quota.Owner;
import dev.paddock.core.quota.QuotaRequest;
import dev.paddock.core.quota.Refusal;
import dev.paddock.core.quota.Verdict;
import dev.paddock.core.status.Conditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what a ComputePool needs next. It calls nothing and keeps nothing. */
public final class PoolDecider {
    /** How often a pool that is not settled is looked at without anything happening: machines may come free unseen. */
    private static final Duration POLL = Duration.ofSeconds(30);

    private static final List<Step> CLUSTER_STEPS = List.of(
            Step.SELECT_MACHINES,
            Step.REQUEST_CLUSTER,
            Step.PROVISION_CLUSTER,
            Step.REGISTER_SPOKE,
            Step.INSTALL_AGENTS);

    public PoolDecision decide(GatheredPool given) {
        if (given.pool().getMetadata().getDeletionTimestamp() != null) {
            return new PoolRemoval(given).decide();
        }
        boolean child = PoolClusters.isChild(given.pool());
        GpuDemand demand = demand(given);
        if (!child && given.quota().isEmpty()) {
            return new PoolDecision.Reserve(new QuotaRequest(
                    owner(given),
                    demand,
                    given.tenancy().levels(PoolObjects.profileRef(given.pool())),
                    given.adoptable()));
        }
        PoolStatusDraft draft = new PoolStatusDraft(given.pool(), given.now());
        expect(given, draft);
        draft.keepWhatRuns();
        GpuDemand used = used(given);
        if (!accept(given, draft, child) || !resolve(given, draft)) {
            return settle(given, draft, List.of(), used);
        }
        List<Action> actions = new ArrayList<>();
        List<PoolCluster> clusters = new ArrayList<>();
        for (PoolMember member : PoolClusters.of(given.pool())) {
            ClusterSteps steps = new ClusterSteps(given, draft, member);
            actions.addAll(steps.advance());
            clusters.add(steps.report());
        }
        draft.clusters(clusters);
        draft.gpu(GpuReport.of(entries(given, demand, used)));
        draft.settle(
                ConditionType.CLUSTER_READY,
                draft.isScaling().isPresent() ? Reason.SCALING : Reason.PROVISIONED,
                draft.isScaling().orElse(""));
        boolean provisioned = draft.conditions.isTrue(ConditionType.CLUSTER_READY);
        if (!provisioned) {
            draft.fault(ConditionType.SPOKE_JOINED, Reason.WAITING_FOR_KUBECONFIG, "waiting for the cluster");
        }
        draft.settle(ConditionType.SPOKE_JOINED, Reason.JOINED, "");
        environment(given, draft, actions);
        return settle(given, draft, actions, used);
    }

    private static void expect(GatheredPool given, PoolStatusDraft draft) {
        draft.timeline.expect(List.of(Step.ACCEPT, Step.RESOLVE_PROFILES, Step.RESERVE_GPU));
        for (PoolMember member : PoolClusters.of(given.pool())) {
            CLUSTER_STEPS.forEach(step -> draft.timeline.expect(step, member.step()));
        }
        draft.timeline.expect(List.of(Step.CREATE_ENVIRONMENT));
    }

    private static boolean accept(GatheredPool given, PoolStatusDraft draft, boolean child) {
        String mark = PoolStatusDraft.tryMark(given.pool());
        draft.timeline.succeeded(Step.ACCEPT, mark);
        if (child) {
            draft.conditions.setTrue(ConditionType.ACCEPTED, Reason.ADMITTED, "");
            draft.timeline.skipped(
                    Step.RESERVE_GPU,
                    "reserved by MLPlatform " + given.pool().getMetadata().getName());
            return true;
        }
        return switch (given.quota().orElseThrow()) {
            case Verdict.Granted granted -> {
                draft.conditions.setTrue(ConditionType.ACCEPTED, Reason.ADMITTED, "");
                draft.timeline.succeeded(Step.RESERVE_GPU, "");
                yield true;
            }
            case Verdict.Refused(List<Refusal> refusals) -> {
                String message = refusals.stream()
                        .map(refusal -> refusal.fieldError("spec.clusterVariant"))
                        .collect(Collectors.joining("; "));
                draft.conditions.setFalse(ConditionType.ACCEPTED, Reason.QUOTA_EXCEEDED, message);
                draft.timeline.failed(Step.RESERVE_GPU, Reason.QUOTA_EXCEEDED, message);
                yield false;
            }
        };
    }

    private static boolean resolve(GatheredPool given, PoolStatusDraft draft) {
        if (given.clusterProfile().isEmpty()) {
            String message = "the ClusterProfile of the pool does not exist; waiting for it";
            draft.conditions.setFalse(ConditionType.PROFILES_RESOLVED, Reason.CLUSTER_PROFILE_NOT_FOUND, message);
            draft.underWay(Step.RESOLVE_PROFILES, "", Reason.CLUSTER_PROFILE_NOT_FOUND, message);
            return false;
        }
        draft.conditions.setTrue(ConditionType.PROFILES_RESOLVED, Reason.RESOLVED, "");
        draft.timeline.succeeded(Step.RESOLVE_PROFILES, "");
        if (given.providerFault().isPresent()) {
            draft.conditions.setFalse(
                    ConditionType.CLUSTER_READY,
                    Reason.PROVIDER_NOT_CONFIGURED,
                    given.providerFault().get());
            return false;
        }
        return true;
    }

    private static void environment(GatheredPool given, PoolStatusDraft draft, List<Action> actions) {
        boolean joined = draft.conditions.isTrue(ConditionType.SPOKE_JOINED);
        List<PoolMember> members = PoolClusters.of(given.pool());
        if (joined || given.environment().isPresent()) {
            actions.add(new Action.ApplyEnvironment(PoolObjects.environment(given.pool(), members.size())));
        }
        if (!joined) {
            draft.fault(ConditionType.ENVIRONMENT_READY, Reason.INSTALLING_AGENTS, "waiting for the cluster to join");
        } else if (!environmentReady(given)) {
            String message = "waiting for Environment %s/%s to select the cluster"
                    .formatted(
                            given.pool().getMetadata().getNamespace(),
                            given.pool().getMetadata().getName());
            draft.underWay(Step.CREATE_ENVIRONMENT, "", Reason.PLACEMENT_EMPTY, message);
            draft.fault(ConditionType.ENVIRONMENT_READY, Reason.PLACEMENT_EMPTY, message);
        } else {
            draft.environment(given.pool().getMetadata().getName());
            draft.timeline.succeeded(
                    Step.CREATE_ENVIRONMENT,
                    "Environment " + given.pool().getMetadata().getName());
        }
        draft.settle(ConditionType.ENVIRONMENT_READY, Reason.PLACEMENT_SATISFIED, "");
    }

    private static boolean environmentReady(GatheredPool given) {
        Set<String> wanted =
                PoolClusters.of(given.pool()).stream().map(PoolMember::key).collect(Collectors.toSet());
        return given.environment()
                .map(environment -> environment.getStatus())
                .filter(status -> Conditions.isTrue(status.conditions(), ConditionType.PLACEMENT_SATISFIED)
                        && status.decisions().stream()
                                .map(decision -> decision.clusterName())
                                .collect(Collectors.toSet())
                                .containsAll(wanted))
                .isPresent();
    }

    private static PoolDecision settle(
            GatheredPool given, PoolStatusDraft draft, List<Action> actions, GpuDemand used) {
        ComputePoolStatus status = draft.finish();
        boolean settled = Conditions.isTrue(status.conditions(), ConditionType.READY)
                || status.timeline().stream().anyMatch(entry -> entry.state() == State.FAILED);
        return new PoolDecision.Settle(
                status, actions, used, settled ? Optional.empty() : Optional.of(checkAgain(given, draft)));
    }

    /** Soon after a failure, so that a short fault costs little; else when a deadline may have passed. */
    private static Duration checkAgain(GatheredPool given, PoolStatusDraft draft) {
        boolean failing = given.clusters().values().stream()
                .anyMatch(facts ->
                        facts.state() instanceof ClusterState.Failed || facts.agents() instanceof AgentState.Failed);
        Duration poll = failing ? Duration.ofSeconds(5) : POLL;
        Duration join = PoolTimeouts.of(given.pool()).joinLimit();
        boolean joining = draft.hasFault(ConditionType.SPOKE_JOINED) && !draft.hasFault(ConditionType.CLUSTER_READY);
        return joining && join.compareTo(poll) < 0 ? join.plusSeconds(1) : poll;
    }

    /** All that the pool's clusters may ever hold. */
    public static GpuDemand demand(GatheredPool given) {
        return PoolClusters.of(given.pool()).stream()
                .map(member -> ClusterDemand.reserved(member.spec()))
                .reduce(GpuDemand.NONE, GpuDemand::plus);
    }

    private static GpuDemand used(GatheredPool given) {
        return PoolClusters.of(given.pool()).stream()
                .filter(member -> given.facts(member.key()).state() instanceof ClusterState.Ready)
                .map(member -> ClusterDemand.initial(member.spec()))
                .reduce(GpuDemand.NONE, GpuDemand::plus);
    }

    private static List<LedgerEntry> entries(GatheredPool given, GpuDemand demand, GpuDemand used) {
        return demand.families().entrySet().stream()
                .map(family -> LedgerEntry.reserved(owner(given), family.getKey(), family.getValue(), Set.of())
                        .withUsed(used.amount(family.getKey())))
                .toList();
    }

    static Owner owner(GatheredPool given) {
        return new Owner(
                Objects.requireNonNull(given.pool().getMetadata().getUid()),
                "ComputePool",
                given.pool().getMetadata().getNamespace(),
                given.pool().getMetadata().getName());
    }
}
