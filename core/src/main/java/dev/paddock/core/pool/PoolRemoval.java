// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import dev.paddock.api.common.TimelineEntry.State;
import dev.paddock.api.meta.DeletionPolicy;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.core.pool.GatheredPool.Facts;
import dev.paddock.core.pool.PoolClusters.PoolMember;
import dev.paddock.core.pool.PoolDecision.Action;
import dev.paddock.core.quota.GpuDemand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a pool apart: its environment, then each cluster by its own policy, then its charge. What is done is read from the
 * objects that are still there, so a crash between any two steps costs nothing but a repetition.
 */
final class PoolRemoval {
    private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(10);

    private final GatheredPool given;
    private final PoolStatusDraft draft;
    private final List<Action> actions = new ArrayList<>();

    PoolRemoval(GatheredPool given) {
        this.given = given;
        this.draft = new PoolStatusDraft(given.pool(), given.now());
    }

    PoolDecision decide() {
        expect();
        Optional<Waiting> waiting = inUse().or(this::environment).or(this::clusters);
        if (waiting.isPresent()) {
            return settle(waiting.get(), Optional.of(Duration.ofSeconds(10)));
        }
        boolean released = draft.timeline.has(Step.RELEASE_GPU, State.SUCCEEDED);
        draft.timeline.succeeded(Step.RELEASE_GPU, "");
        actions.add(new Action.ReleaseGpu());
        if (!released) {
            return settle(new Waiting(Reason.DELETING, "giving back GPUs"), Optional.of(Duration.ZERO));
        }
        draft.timeline.succeeded(Step.FINALIZE, "");
        actions.add(new Action.RemoveFinalizer());
        return settle(new Waiting(Reason.DELETING, "done"), Optional.empty());
    }

    private record Waiting(Reason reason, String message) {}

    private void expect() {
        draft.timeline.expect(List.of(Step.REMOVE_ENVIRONMENT));
        for (PoolMember member : PoolClusters.of(given.pool())) {
            List<Step> steps = member.policy() == DeletionPolicy.ORPHAN
                    ? List.of(Step.RETAIN_CLUSTER)
                    : List.of(Step.DRAIN_SPOKE, Step.DELETE_CLUSTER, Step.DETACH_SPOKE);
            steps.forEach(step -> draft.timeline.expect(step, member.step()));
        }
        draft.timeline.expect(List.of(Step.RELEASE_GPU, Step.FINALIZE));
    }

    private Optional<Waiting> inUse() {
        return given.deployments().isEmpty()
                ? Optional.empty()
                : Optional.of(new Waiting(
                        Reason.IN_USE, "still used by WorkloadDeployment " + String.join(", ", given.deployments())));
    }

    private Optional<Waiting> environment() {
        if (given.environment().isEmpty()) {
            draft.timeline.succeeded(Step.REMOVE_ENVIRONMENT, "");
            return Optional.empty();
        }
        String namespace = given.pool().getMetadata().getNamespace();
        String name = given.pool().getMetadata().getName();
        String message = "waiting until Environment %s/%s is gone".formatted(namespace, name);
        draft.timeline.running(Step.REMOVE_ENVIRONMENT, Reason.DELETING, message);
        actions.add(new Action.DeleteEnvironment(namespace, name));
        return Optional.of(new Waiting(Reason.DELETING, message));
    }

    private Optional<Waiting> clusters() {
        Optional<Waiting> first = Optional.empty();
        for (PoolMember member : PoolClusters.of(given.pool())) {
            Optional<Waiting> waiting = member.policy() == DeletionPolicy.ORPHAN ? retain(member) : delete(member);
            first = first.or(() -> waiting);
        }
        return first;
    }

    private Optional<Waiting> retain(PoolMember member) {
        Optional<ManagedCluster> there = given.facts(member.key()).managedCluster();
        if (there.isPresent() && !PoolObjects.isOrphaned(there.get())) {
            String message = "marking cluster %s orphaned".formatted(member.key());
            draft.timeline.running(Step.RETAIN_CLUSTER, member.step(), Reason.DELETING, message);
            actions.add(new Action.RetainCluster(PoolObjects.orphaned(given.pool(), member, given.tenancy())));
            return Optional.of(new Waiting(Reason.DELETING, message));
        }
        draft.timeline.succeeded(
                Step.RETAIN_CLUSTER,
                member.step(),
                there.isPresent() ? "cluster " + member.key() + " stays, orphaned" : "nothing had joined");
        return Optional.empty();
    }

    private Optional<Waiting> delete(PoolMember member) {
        Facts facts = given.facts(member.key());
        if (!drained(member, facts)) {
            String message = "waiting until cluster %s has removed what was delivered to it".formatted(member.key());
            draft.timeline.running(Step.DRAIN_SPOKE, member.step(), Reason.DELETING, message);
            facts.managedCluster()
                    .filter(cluster -> !PoolObjects.isDraining(cluster))
                    .ifPresent(cluster -> actions.add(
                            new Action.DrainCluster(PoolObjects.draining(given.pool(), member, given.tenancy()))));
            return Optional.of(new Waiting(Reason.DELETING, message));
        }
        draft.timeline.succeeded(Step.DRAIN_SPOKE, member.step(), "");
        if (!(facts.state() instanceof ClusterState.Absent)) {
            return Optional.of(deleting(member, facts));
        }
        draft.timeline.succeeded(Step.DELETE_CLUSTER, member.step(), "");
        if (facts.managedCluster().isPresent() || !(facts.agents() instanceof AgentState.NotInstalled)) {
            String message = "forgetting cluster " + member.key();
            draft.timeline.running(Step.DETACH_SPOKE, member.step(), Reason.DELETING, message);
            actions.add(new Action.DetachCluster(member.key()));
            return Optional.of(new Waiting(Reason.DELETING, message));
        }
        draft.timeline.succeeded(Step.DETACH_SPOKE, member.step(), "");
        return Optional.empty();
    }

    private Waiting deleting(PoolMember member, Facts facts) {
        Reason reason = facts.state() instanceof ClusterState.Failed ? Reason.PROVIDER_ERROR : Reason.DELETING;
        String message = facts.state() instanceof ClusterState.Failed(String why)
                ? "the provider cannot delete cluster %s: %s".formatted(member.key(), why)
                : "deleting cluster " + member.key();
        draft.timeline.running(Step.DELETE_CLUSTER, member.step(), reason, message);
        if (!(facts.state() instanceof ClusterState.Deleting)) {
            actions.add(new Action.DeleteCluster(member.key()));
        }
        return new Waiting(reason, message);
    }

    /** A spoke that does not answer removes nothing, and it is to be deleted anyway. */
    private boolean drained(PoolMember member, Facts facts) {
        if (draft.timeline.has(Step.DRAIN_SPOKE, member.step(), State.SUCCEEDED)
                || facts.managedCluster().isEmpty()) {
            return true;
        }
        boolean answers = Optional.ofNullable(facts.managedCluster().get().getStatus())
                .filter(status -> status.conditions().stream()
                        .anyMatch(condition -> OcmNames.CONDITION_AVAILABLE.equals(condition.getType())
                                && "True".equals(condition.getStatus())))
                .isPresent();
        return !facts.worksLeft()
                || !answers
                || draft.timeline.overdue(Step.DRAIN_SPOKE, member.step(), DRAIN_PATIENCE);
    }

    private PoolDecision settle(Waiting waiting, Optional<Duration> checkAgain) {
        return new PoolDecision.Settle(
                draft.finishDeleting(waiting.reason(), waiting.message()), actions, GpuDemand.NONE, checkAgain);
    }
}
