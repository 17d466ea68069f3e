// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import dev.paddock.api.common.NodePool;
import dev.paddock.api.common.TimelineEntry.State;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.api.palette.ComputePoolStatus.PoolCluster;
import dev.paddock.api.palette.Timeouts;
import dev.paddock.core.pool.GatheredPool.Facts;
import dev.paddock.core.pool.PoolClusters.PoolMember;
import dev.paddock.core.pool.PoolDecision.Action;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes one cluster of a pool as far as it can go now: machines, request, provisioning, registration, agents. A deadline
 * that has passed ends the try; only a new generation or the retry annotation starts another.
 *
 * <p>A step that was done stays done. What is wrong with a cluster that once was there is repaired and said in the
 * conditions; it has no deadline, and its provider is not asked for another cluster unless another try is.
 */
final class ClusterSteps {
    private final GatheredPool given;
    private final PoolStatusDraft draft;
    private final PoolMember member;
    private final Facts facts;
    private final Timeouts limits;
    private final Optional<PoolCluster> known;
    private final boolean everProvisioned;
    private final boolean everJoined;
    private final List<Action> actions = new ArrayList<>();

    ClusterSteps(GatheredPool given, PoolStatusDraft draft, PoolMember member) {
        this.given = given;
        this.draft = draft;
        this.member = member;
        this.facts = given.facts(member.key());
        this.limits = PoolTimeouts.of(given.pool());
        this.known = draft.before.clusters().stream()
                .filter(cluster -> cluster.name().equals(member.name()))
                .findFirst();
        boolean stood = known.filter(cluster -> cluster.nodes() != null).isPresent()
                && !(draft.startsAnew && facts.state() instanceof ClusterState.Absent);
        this.everProvisioned = wasDone(Step.PROVISION_CLUSTER, stood);
        this.everJoined = wasDone(Step.INSTALL_AGENTS, stood && draft.everReady());
    }

    /** Finished steps may have given way to others in the timeline; then what else is known of the cluster decides. */
    private boolean wasDone(Step step, boolean otherwise) {
        return draft.timeline.has(step, member.step(), State.SUCCEEDED)
                || draft.timeline.has(step, member.step(), State.PENDING) && otherwise;
    }

    /** What to do for this cluster now; the draft says how far it is. */
    List<Action> advance() {
        if (!gaveUp() && provisioned() && registered()) {
            joined();
        }
        return actions;
    }

    /** What the status says of the cluster: while it does not answer, what was last seen of it. */
    PoolCluster report() {
        Optional<PoolCluster> seen = facts.state()
                        instanceof ClusterState.Ready(String endpoint, int nodes, String version, List<NodePool> pools)
                ? Optional.of(report(endpoint.isEmpty() ? null : endpoint, nodes, version.isEmpty() ? null : version))
                : known.filter(cluster -> everProvisioned)
                        .map(cluster -> report(cluster.endpoint(), cluster.nodes(), cluster.kubernetesVersion()));
        return seen.orElseGet(() -> report(null, null, null));
    }

    private PoolCluster report(@Nullable String endpoint, @Nullable Integer nodes, @Nullable String version) {
        String managed = facts.managedCluster()
                .map(cluster -> cluster.getMetadata().getName())
                .orElse(null);
        return new PoolCluster(member.name(), null, null, null, null, null, null, managed, endpoint, nodes, version);
    }

    /** Whether an earlier decision gave this try up. */
    private boolean gaveUp() {
        for (Step step : List.of(Step.SELECT_MACHINES, Step.PROVISION_CLUSTER, Step.INSTALL_AGENTS)) {
            if (draft.timeline.has(step, member.step(), State.FAILED)) {
                draft.before.timeline().stream()
                        .filter(entry -> entry.step() == step
                                && member.step().equals(entry.cluster() == null ? "" : entry.cluster()))
                        .findFirst()
                        .ifPresent(entry -> faults(
                                conditionOf(step, entry.reason()),
                                reasonOf(step, entry.reason()),
                                entry.message() == null ? "" : entry.message()));
                return true;
            }
        }
        return false;
    }

    private boolean provisioned() {
        if (everProvisioned) {
            return stillThere();
        }
        return switch (facts.state()) {
            case ClusterState.Absent absent -> {
                selectMachines();
                yield false;
            }
            case ClusterState.Creating creating -> {
                requested();
                provisioning(Reason.PROVISIONING, creating.message());
                yield false;
            }
            case ClusterState.Failed failed -> {
                requested();
                provisioning(Reason.PROVIDER_ERROR, failed.message());
                if (!draft.timeline.has(Step.PROVISION_CLUSTER, member.step(), State.FAILED)) {
                    actions.add(new Action.CreateCluster(plan()));
                }
                yield false;
            }
            case ClusterState.Deleting deleting -> {
                faults(ConditionType.CLUSTER_READY, Reason.PROVISIONING, deleting.message());
                yield false;
            }
            case ClusterState.Ready ready -> {
                requested();
                draft.timeline.succeeded(Step.PROVISION_CLUSTER, member.step(), ready.endpoint());
                scale(ready);
                yield true;
            }
        };
    }

    /** The same for a cluster that was there before. */
    private boolean stillThere() {
        requested();
        done(Step.PROVISION_CLUSTER, known.map(PoolCluster::endpoint).orElse(""));
        switch (facts.state()) {
            case ClusterState.Ready ready -> {
                draft.timeline.succeeded(Step.PROVISION_CLUSTER, member.step(), ready.endpoint());
                scale(ready);
                return true;
            }
            case ClusterState.Absent absent ->
                faults(
                        ConditionType.CLUSTER_READY,
                        Reason.UNREACHABLE,
                        "the provider does not know cluster %s any more; a new value of annotation %s asks for another"
                                .formatted(member.key(), Annotations.RETRY));
            case ClusterState.Creating creating ->
                faults(ConditionType.CLUSTER_READY, Reason.PROVISIONING, creating.message());
            case ClusterState.Failed failed -> {
                faults(ConditionType.CLUSTER_READY, Reason.PROVIDER_ERROR, failed.message());
                actions.add(new Action.CreateCluster(plan()));
            }
            case ClusterState.Deleting deleting ->
                faults(ConditionType.CLUSTER_READY, Reason.PROVISIONING, deleting.message());
        }
        return false;
    }

    private void selectMachines() {
        switch (MachineSelection.select(member.spec(), member.key(), given.machines())) {
            case MachineSelection.Outcome.Insufficient(List<String> shortages) -> {
                String message = String.join("; ", shortages);
                if (draft.timeline.overdue(Step.SELECT_MACHINES, member.step(), limits.machinesLimit())) {
                    giveUp(Step.SELECT_MACHINES, ConditionType.CLUSTER_READY, Reason.MACHINES_TIMED_OUT, message);
                } else {
                    draft.timeline.running(Step.SELECT_MACHINES, member.step(), Reason.INSUFFICIENT_MACHINES, message);
                    faults(ConditionType.CLUSTER_READY, Reason.INSUFFICIENT_MACHINES, message);
                }
            }
            case MachineSelection.Outcome.Selected(Map<String, List<String>> machines) -> {
                draft.timeline.succeeded(Step.SELECT_MACHINES, member.step(), words(machines));
                draft.timeline.running(
                        Step.REQUEST_CLUSTER, member.step(), Reason.PROVISIONING, "asking for " + member.key());
                faults(ConditionType.CLUSTER_READY, Reason.PROVISIONING, "asking for cluster " + member.key());
                actions.add(new Action.CreateCluster(plan(machines)));
            }
        }
    }

    private void requested() {
        done(Step.SELECT_MACHINES, "");
        draft.timeline.succeeded(Step.REQUEST_CLUSTER, member.step(), "cluster " + member.key());
    }

    private void provisioning(Reason reason, String message) {
        if (draft.timeline.overdue(Step.PROVISION_CLUSTER, member.step(), limits.provisionLimit())) {
            giveUp(Step.PROVISION_CLUSTER, ConditionType.CLUSTER_READY, Reason.PROVISION_TIMED_OUT, message);
        } else {
            draft.timeline.running(Step.PROVISION_CLUSTER, member.step(), reason, message);
            faults(ConditionType.CLUSTER_READY, reason, message);
        }
    }

    /** A change of the number of nodes does not make the cluster unready; it is only said. */
    private void scale(ClusterState.Ready ready) {
        Map<String, Integer> there = sizes(ready.workerPools());
        Map<String, Integer> wanted = sizes(member.spec().workerPools());
        if (!there.equals(wanted)) {
            switch (machines()) {
                case MachineSelection.Outcome.Selected(Map<String, List<String>> machines) -> {
                    actions.add(new Action.ScaleCluster(plan(machines)));
                    draft.scaling("");
                }
                // asking with fewer would give up machines that the cluster holds
                case MachineSelection.Outcome.Insufficient(List<String> shortages) ->
                    draft.scaling("cluster " + member.key() + " waits for machines: " + String.join("; ", shortages));
            }
        }
    }

    private boolean registered() {
        ManagedCluster wanted = PoolObjects.managedCluster(given.pool(), member, given.tenancy());
        boolean there = facts.managedCluster().isPresent();
        if (facts.managedCluster()
                .filter(found -> PoolObjects.matches(found, wanted))
                .isEmpty()) {
            actions.add(new Action.RegisterCluster(wanted));
            if (!there || !everJoined) {
                String message = "registering " + member.key();
                draft.underWay(Step.REGISTER_SPOKE, member.step(), Reason.AWAITING_JOIN, message);
                faults(ConditionType.SPOKE_JOINED, Reason.AWAITING_JOIN, message);
                return false;
            }
        }
        draft.timeline.succeeded(Step.REGISTER_SPOKE, member.step(), "ManagedCluster " + member.key());
        return true;
    }

    private void joined() {
        if (isTrue(OcmNames.CONDITION_JOINED) && isTrue(OcmNames.CONDITION_AVAILABLE)) {
            draft.timeline.succeeded(Step.INSTALL_AGENTS, member.step(), "joined");
            return;
        }
        if (everJoined) {
            lostAgent();
            return;
        }
        switch (facts.agents()) {
            case AgentState.NotInstalled none -> install("installing the agents of " + member.key());
            case AgentState.Failed failed ->
                install("installing the agents of %s failed: %s".formatted(member.key(), failed.message()));
            case AgentState.Installing installing -> waitForAgents("installing the agents of " + member.key());
            case AgentState.Installed installed -> awaitJoin();
        }
    }

    private void lostAgent() {
        done(Step.INSTALL_AGENTS, "joined");
        Optional<Condition> away =
                condition(OcmNames.CONDITION_AVAILABLE).filter(condition -> "False".equals(condition.getStatus()));
        if (isTrue(OcmNames.CONDITION_JOINED) && away.isPresent()) {
            // the agent is there and says that the cluster's API server is not
            faults(
                    ConditionType.CLUSTER_READY,
                    Reason.UNREACHABLE,
                    "cluster %s: %s".formatted(member.key(), away.get().getMessage()));
        } else if (isTrue(OcmNames.CONDITION_JOINED)) {
            faults(
                    ConditionType.SPOKE_JOINED,
                    Reason.LEASE_EXPIRED,
                    "the agent of cluster " + member.key() + " has stopped reporting");
        } else {
            faults(
                    ConditionType.SPOKE_JOINED,
                    Reason.AWAITING_JOIN,
                    "the agent of cluster " + member.key() + " has to join again");
        }
        if (!(facts.agents() instanceof AgentState.Installed || facts.agents() instanceof AgentState.Installing)) {
            actions.add(new Action.InstallAgents(member.key()));
        }
    }

    private void install(String message) {
        waitForAgents(message);
        if (!draft.timeline.has(Step.INSTALL_AGENTS, member.step(), State.FAILED)) {
            actions.add(new Action.InstallAgents(member.key()));
        }
    }

    private void waitForAgents(String message) {
        if (draft.timeline.overdue(Step.INSTALL_AGENTS, member.step(), limits.installLimit())) {
            giveUp(Step.INSTALL_AGENTS, ConditionType.ENVIRONMENT_READY, Reason.AGENT_INSTALL_FAILED, message);
            faults(ConditionType.SPOKE_JOINED, Reason.AWAITING_JOIN, message);
            return;
        }
        draft.timeline.running(Step.INSTALL_AGENTS, member.step(), Reason.INSTALLING_AGENTS, message);
        faults(ConditionType.SPOKE_JOINED, Reason.AWAITING_JOIN, message);
        faults(ConditionType.ENVIRONMENT_READY, Reason.INSTALLING_AGENTS, message);
    }

    private void awaitJoin() {
        String message = "the agents of %s run; it has not joined yet".formatted(member.key());
        if (draft.timeline.overdue(Step.REGISTER_SPOKE, member.step(), limits.joinLimit())) {
            giveUp(
                    Step.INSTALL_AGENTS,
                    ConditionType.SPOKE_JOINED,
                    Reason.JOIN_TIMED_OUT,
                    "cluster %s did not join within %s".formatted(member.key(), words(limits.joinLimit())));
            return;
        }
        draft.timeline.running(Step.INSTALL_AGENTS, member.step(), Reason.AWAITING_JOIN, message);
        faults(ConditionType.SPOKE_JOINED, Reason.AWAITING_JOIN, message);
    }

    private void giveUp(Step step, ConditionType type, Reason reason, String message) {
        draft.timeline.failed(step, member.step(), reason, message);
        faults(type, reason, message);
    }

    private void faults(ConditionType type, Reason reason, String message) {
        draft.fault(type, reason, message);
    }

    /** A cluster keeps the machines it has as long as they will do. */
    private ClusterPlan plan() {
        return plan(machines() instanceof MachineSelection.Outcome.Selected selected ? selected.machines() : Map.of());
    }

    private ClusterPlan plan(Map<String, List<String>> machines) {
        return new ClusterPlan(member.key(), member.spec(), new TreeMap<>(machines));
    }

    /** Those the cluster has, where they are enough, or else with others that are free. */
    private MachineSelection.Outcome machines() {
        List<Machine> own = given.machines().stream()
                .filter(machine -> machine.cluster().equals(member.key()))
                .toList();
        MachineSelection.Outcome kept = MachineSelection.select(member.spec(), member.key(), own);
        return kept instanceof MachineSelection.Outcome.Selected
                ? kept
                : MachineSelection.select(member.spec(), member.key(), given.machines());
    }

    /** Shows a step as done without changing what it said when it was. */
    private void done(Step step, @Nullable String message) {
        if (!draft.timeline.has(step, member.step(), State.SUCCEEDED)) {
            draft.timeline.succeeded(step, member.step(), message == null ? "" : message);
        }
    }

    private boolean isTrue(String type) {
        return condition(type)
                .filter(condition -> "True".equals(condition.getStatus()))
                .isPresent();
    }

    private Optional<Condition> condition(String type) {
        return facts.managedCluster().map(ManagedCluster::getStatus).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    private static ConditionType conditionOf(Step step, @Nullable String reason) {
        if (step != Step.INSTALL_AGENTS) {
            return ConditionType.CLUSTER_READY;
        }
        return Reason.JOIN_TIMED_OUT.text().equals(reason)
                ? ConditionType.SPOKE_JOINED
                : ConditionType.ENVIRONMENT_READY;
    }

    private static Reason reasonOf(Step step, @Nullable String reason) {
        if (step == Step.SELECT_MACHINES) {
            return Reason.MACHINES_TIMED_OUT;
        }
        if (step == Step.PROVISION_CLUSTER) {
            return Reason.PROVISION_TIMED_OUT;
        }
        return Reason.JOIN_TIMED_OUT.text().equals(reason) ? Reason.JOIN_TIMED_OUT : Reason.AGENT_INSTALL_FAILED;
    }

    private static Map<String, Integer> sizes(List<NodePool> pools) {
        return pools.stream().collect(Collectors.toMap(NodePool::name, NodePool::wantedNodes));
    }

    private static String words(Map<String, List<String>> machines) {
        return machines.entrySet().stream()
                .map(pool -> pool.getKey() + ": " + String.join(", ", pool.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String words(Duration limit) {
        return limit.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
