// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.common.ClusterStatus;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Isolation;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.api.palette.Scenario;
import dev.paddock.core.platform.Gathered.ClusterView;
import dev.paddock.core.platform.Gathered.EnvironmentView;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The scenarios that make no cluster: choose an environment and one of its clusters, check that the cluster is there, then
 * hand over to the deployment, which reserves the GPUs once it is rendered.
 */
final class ExistingCluster {

    Decision decide(Gathered given, StatusDraft draft) {
        Optional<EnvironmentView> environment = environment(given, draft);
        if (environment.isEmpty()) {
            return PlatformDecider.settle(given, draft, Optional.empty(), Optional.empty());
        }
        EnvironmentView chosen = environment.get();
        draft.environment(chosen.namespace(), chosen.name());
        List<String> kept =
                draft.before.clusters().stream().map(ClusterStatus::name).toList();
        Optional<ClusterView> cluster = EnvironmentChoice.cluster(chosen, kept);
        if (cluster.isEmpty()
                || !EnvironmentChoice.isReady(chosen)
                        && !kept.contains(cluster.get().name())) {
            notSatisfied(draft, chosen);
            return PlatformDecider.settle(given, draft, Optional.empty(), Optional.empty());
        }
        ClusterView target = cluster.get();
        draft.timeline.succeeded(
                Step.SELECT_ENVIRONMENT,
                "cluster %s of environment %s/%s".formatted(target.name(), chosen.namespace(), chosen.name()));
        if (!kept.contains(target.name())) {
            draft.clusters(List.of(new ClusterStatus(target.name(), null, null, null, null, null, null)));
        }
        boolean usable = verify(draft, target) && isolated(given, draft);
        Optional<WorkloadDeployment> deployment = Optional.empty();
        if (usable || given.deployment().isPresent()) {
            deployment = Optional.of(
                    Children.deployment(given.platform(), chosen.namespace(), chosen.name(), List.of(target.name())));
            DeploymentMirror.mirror(given, draft);
        }
        return PlatformDecider.settle(given, draft, Optional.empty(), deployment);
    }

    /** Leaves what was said of the cluster in use, because nothing was looked up this time. */
    static void keep(StatusDraft draft) {
        draft.conditions
                .keep(ConditionType.CLUSTER_READY)
                .keep(ConditionType.SPOKE_JOINED)
                .keep(ConditionType.ENVIRONMENT_READY);
    }

    /** The environment chosen before, else the best Ready shared one, else the best shared one. */
    static Optional<EnvironmentView> keptOrBest(Gathered given) {
        Reference before = StatusDraft.before(given.platform()).environmentRef();
        if (before != null) {
            Optional<EnvironmentView> kept = EnvironmentChoice.named(given.environments(), before, given.namespace());
            if (kept.isPresent()) {
                return kept;
            }
        }
        List<EnvironmentView> shared = EnvironmentChoice.shared(given.environments());
        return shared.stream()
                .filter(EnvironmentChoice::isReady)
                .findFirst()
                .or(() -> shared.stream().findFirst());
    }

    private static Optional<EnvironmentView> environment(Gathered given, StatusDraft draft) {
        Reference reference = given.platform().getSpec().environmentRef();
        if (reference == null) {
            Optional<EnvironmentView> found = keptOrBest(given);
            if (found.isEmpty()) {
                draft.fail(
                        Step.SELECT_ENVIRONMENT,
                        ConditionType.ACCEPTED,
                        Reason.NO_SHARED_ENVIRONMENT,
                        "no Environment labelled palette.ai/mode: shared in %s, the Tenant's or the system namespace;"
                                        .formatted(given.namespace())
                                + " make one, or name one in spec.environmentRef");
            }
            return found;
        }
        Optional<EnvironmentView> named = EnvironmentChoice.named(given.environments(), reference, given.namespace());
        if (named.isEmpty()) {
            draft.await(
                    Step.SELECT_ENVIRONMENT,
                    ConditionType.ENVIRONMENT_READY,
                    Reason.ENVIRONMENT_NOT_FOUND,
                    "Environment %s/%s does not exist; waiting for it"
                            .formatted(reference.namespaceOr(given.namespace()), reference.name()));
        }
        return named;
    }

    private static void notSatisfied(StatusDraft draft, EnvironmentView environment) {
        var status = environment.environment().getStatus();
        Optional<Condition> placement = status == null
                ? Optional.empty()
                : Conditions.find(status.conditions(), ConditionType.PLACEMENT_SATISFIED)
                        .or(() -> Conditions.find(status.conditions(), ConditionType.READY));
        String detail = placement
                .map(Condition::getMessage)
                .filter(text -> !text.isEmpty())
                .orElse("no cluster selected yet");
        boolean tooFew = placement
                .filter(found -> Reason.PLACEMENT_SHORT.text().equals(found.getReason()))
                .isPresent();
        draft.await(
                Step.SELECT_ENVIRONMENT,
                ConditionType.ENVIRONMENT_READY,
                tooFew ? Reason.PLACEMENT_SHORT : Reason.PLACEMENT_EMPTY,
                "Environment %s/%s is not ready: %s".formatted(environment.namespace(), environment.name(), detail));
    }

    private static boolean verify(StatusDraft draft, ClusterView cluster) {
        boolean byo = draft.scenario().filter(Scenario.BRING_YOUR_OWN::equals).isPresent();
        Optional<Fault> fault = fault(cluster);
        draft.conditions.setTrue(ConditionType.CLUSTER_READY, Reason.EXISTING, "cluster " + cluster.name());
        if (fault.isPresent()) {
            draft.conditions.keep(ConditionType.ENVIRONMENT_READY);
            if (fault.get().type() == ConditionType.CLUSTER_READY) {
                draft.conditions.setTrue(ConditionType.SPOKE_JOINED, Reason.JOINED, "cluster " + cluster.name());
            }
            draft.conditions.setFalse(
                    fault.get().type(), fault.get().reason(), fault.get().message());
            if (byo) {
                draft.timeline.running(
                        Step.VERIFY_SPOKE, fault.get().reason(), fault.get().message());
            }
            return false;
        }
        draft.conditions.setTrue(ConditionType.SPOKE_JOINED, Reason.JOINED, "cluster " + cluster.name());
        draft.conditions.setTrue(ConditionType.ENVIRONMENT_READY, Reason.PLACEMENT_SATISFIED, "");
        if (byo) {
            draft.timeline.succeeded(Step.VERIFY_SPOKE, "cluster " + cluster.name() + " is joined and available");
            draft.timeline.succeeded(Step.INSTALL_AGENTS, "nothing is missing");
        }
        return true;
    }

    private record Fault(ConditionType type, Reason reason, String message) {}

    private static Optional<Fault> fault(ClusterView cluster) {
        var spec = Objects.requireNonNull(cluster.cluster().getSpec(), "a ManagedCluster has a spec");
        if (!spec.accepted()) {
            return notJoined(
                    Reason.NOT_ACCEPTED, "cluster " + cluster.name() + " is not accepted (spec.hubAcceptsClient)");
        }
        if (!EnvironmentChoice.joined(cluster)) {
            return notJoined(Reason.AWAITING_JOIN, "cluster " + cluster.name() + " has not joined yet");
        }
        Optional<Condition> away = EnvironmentChoice.clusterCondition(cluster, OcmNames.CONDITION_AVAILABLE)
                .filter(condition -> "False".equals(condition.getStatus()));
        if (away.isPresent()) {
            // the agent is there and says that the cluster's API server is not
            return Optional.of(new Fault(
                    ConditionType.CLUSTER_READY,
                    Reason.UNREACHABLE,
                    "cluster %s: %s".formatted(cluster.name(), away.get().getMessage())));
        }
        return EnvironmentChoice.available(cluster)
                ? Optional.empty()
                : notJoined(Reason.LEASE_EXPIRED, "the agent of cluster " + cluster.name() + " has stopped reporting");
    }

    private static Optional<Fault> notJoined(Reason reason, String message) {
        return Optional.of(new Fault(ConditionType.SPOKE_JOINED, reason, message));
    }

    private static boolean isolated(Gathered given, StatusDraft draft) {
        if (given.platform().getSpec().isolation() != Isolation.CONTROL_PLANE) {
            return true;
        }
        draft.conditions.setFalse(
                ConditionType.ENVIRONMENT_READY,
                Reason.CONTROL_PLANE_UNSUPPORTED,
                "spec.isolation: ControlPlane needs a cluster that claims palette.ai/control-plane-host: \"true\"");
        return false;
    }
}
