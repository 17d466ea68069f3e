// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.mural.EnvironmentSpec.Lifecycle;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.ManifestWorkSpec;
import dev.paddock.api.ocm.ManifestWorkSpec.PropagationPolicy;
import dev.paddock.core.status.Conditions;
import dev.paddock.hub.failpoint.Milestones;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Withdraws a deployment from every cluster, gives back its GPUs and gives up its artifacts. A spoke that does not answer is waited for; after ten minutes it is
 * left behind only if its cluster is going anyway, or when the user says so.
 */
final class UndeliveryRun {

    /** How long a silent spoke is waited for before that is said. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private final HubObjects hub;
    private final GpuReservations reservations;
    private final Milestones milestones;

    UndeliveryRun(HubObjects hub, GpuReservations reservations, Milestones milestones) {
        this.hub = hub;
        this.reservations = reservations;
        this.milestones = milestones;
    }

    /** Empty when nothing is left of the delivery. */
    Optional<Outcome> run(DeploymentInputs inputs) {
        List<String> waiting = new ArrayList<>();
        boolean overdue = false;
        for (ManifestWork work : hub.works(inputs.deployment())) {
            withdraw(inputs, work);
            if (mayBeAbandoned(inputs, work)) {
                hub.abandon(work);
            } else {
                waiting.add(work.getMetadata().getNamespace());
                overdue |= isLate(inputs) && !available(inputs, work);
            }
        }
        if (!waiting.isEmpty()) {
            return Optional.of(new Outcome(waitingStatus(inputs, waiting, overdue), Optional.of(LOOK_AGAIN)));
        }
        // Only now: until its objects are gone the agent reports in the Workload.
        hub.workloads(inputs.deployment()).forEach(hub::delete);
        if (!inputs.before().artifacts().isEmpty()) {
            hub.retire(inputs.deployment(), inputs.before().artifacts(), inputs.now());
        }
        reservations.release(inputs.deployment());
        milestones.beforeDone(Step.UNDELIVER);
        return Optional.empty();
    }

    private void withdraw(DeploymentInputs inputs, ManifestWork work) {
        if (work.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        Lifecycle lifecycle = Deliveries.lifecycle(inputs);
        if (lifecycle.orphansNamespace() && lifecycle.orphansWorkload() && !isOrphaning(work)) {
            hub.apply(Deliveries.withDeleteOption(bare(work), lifecycle), Optional.of(work));
        }
        hub.delete(work);
    }

    private static boolean isOrphaning(ManifestWork work) {
        ManifestWorkSpec.DeleteOption option = work.getSpec().deleteOption();
        return option != null && option.propagationPolicy() == PropagationPolicy.ORPHAN;
    }

    private static ManifestWork bare(ManifestWork work) {
        ManifestWork copy = new ManifestWork();
        copy.setMetadata(new ObjectMetaBuilder()
                .withName(work.getMetadata().getName())
                .withNamespace(work.getMetadata().getNamespace())
                .withLabels(work.getMetadata().getLabels())
                .build());
        copy.setSpec(work.getSpec());
        return copy;
    }

    private static boolean mayBeAbandoned(DeploymentInputs inputs, ManifestWork work) {
        TargetCluster cluster = inputs.clusters().get(work.getMetadata().getNamespace());
        return inputs.forced() || cluster == null || cluster.leaving() && !cluster.available() && isLate(inputs);
    }

    private static boolean available(DeploymentInputs inputs, ManifestWork work) {
        TargetCluster cluster = inputs.clusters().get(work.getMetadata().getNamespace());
        return cluster != null && cluster.available();
    }

    private static boolean isLate(DeploymentInputs inputs) {
        String deleted = inputs.deployment().getMetadata().getDeletionTimestamp();
        return deleted != null && !Instant.parse(deleted).plus(PATIENCE).isAfter(inputs.now());
    }

    private static WorkloadDeploymentStatus waitingStatus(
            DeploymentInputs inputs, List<String> waiting, boolean overdue) {
        String message = "waiting for " + String.join(", ", waiting) + " to remove what was delivered"
                + (overdue
                        ? "; it has not answered for " + PATIENCE.toMinutes() + " minutes; annotate "
                                + Annotations.FORCE_DELETE + "=true to go on without it"
                        : "");
        WorkloadDeploymentStatus before = inputs.before();
        Conditions conditions = Conditions.evaluate(
                        DeploymentReport.CONDITIONS,
                        before.conditions(),
                        inputs.deployment().getMetadata().getGeneration(),
                        inputs.now())
                .keepAll();
        return new WorkloadDeploymentStatus(
                before.workloadProfileRevision(),
                before.revisionChosenFor(),
                null,
                before.artifacts(),
                before.clusters(),
                before.outputs(),
                before.gpu(),
                inputs.deployment().getMetadata().getGeneration(),
                conditions.listDeleting(overdue ? Reason.SPOKE_UNREACHABLE : Reason.DELETING, message));
    }
}
