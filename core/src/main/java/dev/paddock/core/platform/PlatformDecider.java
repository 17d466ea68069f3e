// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatformSpec;
import dev.paddock.api.palette.MLPlatformStatus;
import dev.paddock.api.palette.Scenario;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.platform.Gathered.EnvironmentView;
import dev.paddock.core.quota.ClusterDemand;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.GpuReport;
import dev.paddock.core.quota.Owner;
import dev.paddock.core.quota.QuotaRequest;
import dev.paddock.core.quota.Refusal;
import dev.paddock.core.quota.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides what an MLPlatform needs next: accept, resolve, reserve, then the child pool or an existing environment, then the
 * deployment. Each stage either lets the next one run or says what it waits for. It calls nothing and keeps nothing.
 */
public final class PlatformDecider {
    private final ProfileRules profiles = new ProfileRules();
    private final ExistingCluster existing = new ExistingCluster();

    public Decision decide(Gathered given) {
        if (given.platform().getMetadata().getDeletionTimestamp() != null) {
            return new PlatformRemoval().decide(given);
        }
        if (rests(given)) {
            return new Decision.Rest();
        }
        StatusDraft draft = new StatusDraft(given.platform(), given.now());
        Optional<Scenario> scenario = accept(given, draft);
        if (scenario.isEmpty()) {
            return observe(given, draft);
        }
        Optional<ProfileRules.Resolved> resolved = resolve(given, draft, scenario.get());
        if (resolved.isEmpty()) {
            return observe(given, draft);
        }
        return switch (scenario.get()) {
            case NEW_DEDICATED, NEW_SHARED ->
                newCluster(given, draft, resolved.get().cluster().orElseThrow());
            case EXISTING_SHARED, BRING_YOUR_OWN -> existing.decide(given, draft);
        };
    }

    /** A refused object is not queued: it waits for a change of its spec or a new value of the retry annotation. */
    private static boolean rests(Gathered given) {
        MLPlatformStatus status = StatusDraft.before(given.platform());
        return status.phase() == MLPlatformStatus.Phase.REJECTED && !StatusDraft.startsAnew(given.platform());
    }

    private Optional<Scenario> accept(Gathered given, StatusDraft draft) {
        MLPlatformSpec spec = given.platform().getSpec();
        String mark = StatusDraft.tryMark(given.platform());
        PlatformShape.Environment environment = environmentFacts(given);
        List<AcceptRules.Refused> refusals =
                AcceptRules.refusals(spec, given.namespace(), given.name(), environment, given.tenancy());
        if (!refusals.isEmpty()) {
            String message = FieldError.join(
                    refusals.stream().map(AcceptRules.Refused::error).toList());
            draft.conditions.setFalse(
                    ConditionType.ACCEPTED, refusals.getFirst().reason(), message);
            draft.timeline.failed(Step.ACCEPT, refusals.getFirst().reason(), message + mark);
            return Optional.empty();
        }
        RequirementTable.Outcome outcome = RequirementTable.decide(PlatformShape.of(spec, environment));
        draft.scenario(outcome.scenario().orElseThrow());
        draft.timeline.succeeded(Step.ACCEPT, String.join("; ", outcome.warnings()) + mark);
        draft.conditions.setTrue(ConditionType.ACCEPTED, Reason.ADMITTED, String.join("; ", outcome.warnings()));
        return outcome.scenario();
    }

    private static PlatformShape.Environment environmentFacts(Gathered given) {
        var reference = given.platform().getSpec().environmentRef();
        Optional<EnvironmentView> view = reference == null
                ? ExistingCluster.keptOrBest(given)
                : EnvironmentChoice.named(given.environments(), reference, given.namespace());
        return view.map(found -> new PlatformShape.Environment(
                        found.name(), found.dedicatedTo(), EnvironmentChoice.bringYourOwn(found)))
                .orElse(PlatformShape.Environment.UNKNOWN);
    }

    private Optional<ProfileRules.Resolved> resolve(Gathered given, StatusDraft draft, Scenario scenario) {
        ProfileRules.Resolved resolved = profiles.resolve(given, scenario);
        if (!resolved.faults().isEmpty()) {
            draft.await(
                    Step.RESOLVE_PROFILES,
                    ConditionType.PROFILES_RESOLVED,
                    resolved.faults().getFirst().reason(),
                    resolved.faults().stream()
                            .map(ProfileRules.Unresolved::message)
                            .collect(Collectors.joining("; ")));
            return Optional.empty();
        }
        String warnings = String.join("; ", resolved.warnings());
        draft.timeline.succeeded(Step.RESOLVE_PROFILES, warnings);
        draft.conditions.setTrue(ConditionType.PROFILES_RESOLVED, Reason.RESOLVED, warnings);
        return Optional.of(resolved);
    }

    private Decision newCluster(Gathered given, StatusDraft draft, ClusterSpec cluster) {
        GpuDemand demand = ClusterDemand.reserved(cluster);
        if (given.quota().isEmpty()) {
            return new Decision.Reserve(new QuotaRequest(
                    owner(given),
                    demand,
                    given.tenancy().levels(given.platform().getSpec().computeProfileRef()),
                    given.adoptable()));
        }
        switch (given.quota().get()) {
            case Verdict.Refused(List<Refusal> refusals) -> {
                refuse(draft, refusals);
                return observe(given, draft);
            }
            case Verdict.Granted granted -> {
                draft.gpu(GpuReport.of(granted.entries()));
                draft.accepted();
                draft.timeline.succeeded(
                        Step.RESERVE_GPU, demand.isNone() ? "no GPUs asked for" : "reserved " + words(demand));
            }
        }
        ComputePool wanted = Children.pool(given.platform(), cluster, given.tenancy());
        if (foreign(given.pool(), wanted)) {
            draft.conditions.setFalse(
                    ConditionType.CLUSTER_READY,
                    Reason.POOL_DEDICATED,
                    "ComputePool %s/%s exists already and is of the other variant; delete it or name the MLPlatform differently"
                            .formatted(given.namespace(), given.name()));
            return settle(given, draft, Optional.empty(), Optional.empty());
        }
        boolean environmentReady = PoolMirror.mirror(given, draft);
        Optional<WorkloadDeployment> deployment = Optional.empty();
        if (environmentReady || given.deployment().isPresent()) {
            deployment = Optional.of(Children.deployment(
                    given.platform(), given.namespace(), given.name(), PoolMirror.clusterNames(given)));
            DeploymentMirror.mirror(given, draft);
        }
        return settle(given, draft, Optional.of(wanted), deployment);
    }

    private static void refuse(StatusDraft draft, List<Refusal> refusals) {
        String message = refusals.stream()
                .map(refusal -> refusal.fieldError("spec.cluster.workerPools") + " (" + refusal.remedy() + ")")
                .collect(Collectors.joining("; "));
        draft.fail(Step.RESERVE_GPU, ConditionType.ACCEPTED, Reason.QUOTA_EXCEEDED, message);
    }

    /** The spec in force stays as it is; what runs is still reported. */
    private static Decision observe(Gathered given, StatusDraft draft) {
        if (draft.everAccepted()) {
            if (draft.before.poolRef() != null) {
                PoolMirror.mirror(given, draft);
            } else {
                ExistingCluster.keep(draft);
            }
            if (given.deployment().isPresent()) {
                DeploymentMirror.mirror(given, draft);
            }
        }
        return settle(given, draft, Optional.empty(), Optional.empty());
    }

    static Decision settle(
            Gathered given, StatusDraft draft, Optional<ComputePool> pool, Optional<WorkloadDeployment> deployment) {
        return new Decision.Settle(draft.finish(), pool, deployment, DeploymentMirror.nextDeadline(given, draft));
    }

    private static boolean foreign(Optional<ComputePool> there, ComputePool wanted) {
        return there.filter(pool -> (pool.getSpec().clusterVariant().dedicated() == null)
                        != (wanted.getSpec().clusterVariant().dedicated() == null))
                .isPresent();
    }

    static Owner owner(Gathered given) {
        return new Owner(
                Objects.requireNonNull(given.platform().getMetadata().getUid()),
                "MLPlatform",
                given.namespace(),
                given.name());
    }

    private static String words(GpuDemand demand) {
        return demand.families().entrySet().stream()
                .map(family -> family.getValue() + " " + family.getKey())
                .collect(Collectors.joining(", "));
    }

    static boolean isDedicated(MLPlatformSpec spec) {
        return spec.mode() == Mode.DEDICATED;
    }
}
