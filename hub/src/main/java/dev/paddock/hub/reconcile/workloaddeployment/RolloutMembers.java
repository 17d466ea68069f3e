// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Health;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.EnvironmentSpec;
import dev.paddock.api.mural.EnvironmentStatus;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadSpec;
import dev.paddock.core.rollout.RolloutMember;
import dev.paddock.core.rollout.RolloutMember.State;
import dev.paddock.core.rollout.RolloutRules;
import dev.paddock.core.status.Conditions;
import dev.paddock.hub.reconcile.workloaddeployment.DeliveryPlan.PlannedClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How the clusters of a plan stand with it, read from what they were told and what they report. */
record RolloutMembers(DeploymentInputs inputs, RolloutRules rules) {

    static RolloutMembers of(DeploymentInputs inputs) {
        return new RolloutMembers(
                inputs,
                RolloutRules.of(inputs.environment()
                        .map(Environment::getSpec)
                        .map(spec -> spec.topology().properties())
                        .map(EnvironmentSpec.Properties::effectiveRolloutStrategy)
                        .orElse(null)));
    }

    /** Whether clusters follow one another. */
    boolean stepwise() {
        return rules.order() != RolloutRules.Order.AT_ONCE;
    }

    List<RolloutMember> members(DeliveryPlan plan) {
        List<RolloutMember> members = new ArrayList<>();
        for (PlannedClass planned : plan.classes()) {
            planned.clusters().forEach(target -> members.add(member(planned, target.name())));
        }
        return members;
    }

    /** When a cluster was told what {@code planned} says; now, when it is about to be. */
    Instant toldAt(PlannedClass planned, String cluster) {
        return told(planned, cluster)
                .flatMap(workload -> Optional.ofNullable(workload.getMetadata().getAnnotations()))
                .map(annotations -> annotations.get(Annotations.TOLD_AT))
                .map(Instant::parse)
                .orElse(inputs.now());
    }

    private RolloutMember member(PlannedClass planned, String cluster) {
        Optional<EnvironmentStatus.Group> group = group(cluster);
        int index = group.map(EnvironmentStatus.Group::index).orElse(0);
        String name = group.map(EnvironmentStatus.Group::name).orElse("");
        Optional<Workload> workload = told(planned, cluster);
        if (workload.isEmpty()) {
            return new RolloutMember(cluster, index, name, State.TO_APPLY, Optional.empty(), "");
        }
        Instant told = toldAt(planned, cluster);
        ClusterReport report =
                ClusterReport.of(new Desired(cluster, planned.rendered().id(), planned.digest()), inputs);
        if (report.fault().isPresent()) {
            String message = report.fault().get().message();
            return new RolloutMember(cluster, index, name, State.FAILED, Optional.of(told), message);
        }
        Health health = report.health().health();
        if (report.applied() && health == Health.DEGRADED) {
            String message = report.health().culprits() + " " + report.health().message();
            return new RolloutMember(cluster, index, name, State.FAILED, Optional.of(told), message.strip());
        }
        boolean well = report.applied() && (health == Health.HEALTHY || health == Health.SUSPENDED);
        Instant since = well ? later(told, healthySince(workload.get())) : told;
        return new RolloutMember(
                cluster, index, name, well ? State.SUCCEEDED : State.PROGRESSING, Optional.of(since), "");
    }

    private Optional<Workload> told(PlannedClass planned, String cluster) {
        return Optional.ofNullable(inputs.workloads().get(cluster))
                .filter(workload -> inputs.works().containsKey(cluster))
                .filter(workload -> Optional.ofNullable(workload.getSpec())
                        .map(WorkloadSpec::artifact)
                        .filter(artifact -> planned.digest().equals(artifact.digest()))
                        .isPresent());
    }

    private Optional<EnvironmentStatus.Group> group(String cluster) {
        return inputs.environment().map(Environment::getStatus).stream()
                .flatMap(status -> status.decisions().stream())
                .filter(decision -> cluster.equals(decision.clusterName()))
                .map(EnvironmentStatus.Decision::group)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Optional<Instant> healthySince(Workload workload) {
        return Stream.ofNullable(workload.getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), ConditionType.HEALTHY).stream())
                .map(condition -> condition.getLastTransitionTime())
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .findFirst();
    }

    private static Instant later(Instant told, Optional<Instant> healthy) {
        return healthy.filter(told::isBefore).orElse(told);
    }
}
