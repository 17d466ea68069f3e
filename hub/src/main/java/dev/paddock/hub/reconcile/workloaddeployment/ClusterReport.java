// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.common.ClusterStatus;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Health;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.core.health.ClusterHealth;
import dev.paddock.core.health.ComponentHealth;
import dev.paddock.core.health.Rollup;
import dev.paddock.core.status.Conditions;
import dev.paddock.fleet.work.WorkReader;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one cluster says about its delivery, read from what the agent reports in the Workload and the work agent in the ManifestWork.
 *
 * @param applied whether exactly the desired digest is applied
 * @param fault why it is not, where somebody has said so
 */
record ClusterReport(
        Desired desired,
        boolean applied,
        Optional<Fault> fault,
        Optional<String> pending,
        ClusterHealth health,
        @Nullable String appliedDigest,
        @Nullable String lastReportTime) {

    /** A refusal by the spoke. */
    record Fault(Reason reason, String message) {}

    static ClusterReport of(Desired desired, DeploymentInputs inputs) {
        Optional<Workload> workload = Optional.ofNullable(inputs.workloads().get(desired.cluster()));
        Optional<ManifestWork> work = Optional.ofNullable(inputs.works().get(desired.cluster()));
        WorkloadStatus status = workload.map(Workload::getStatus).orElse(null);
        String appliedDigest = status == null ? null : status.appliedDigest();
        Optional<Fault> fault = fault(workload, work);
        boolean applied = desired.digest().equals(appliedDigest) && fault.isEmpty();
        ClusterHealth health = Optional.ofNullable(inputs.clusters().get(desired.cluster()))
                .flatMap(TargetCluster::silentSince)
                .map(since -> Rollup.silent(desired.cluster(), since))
                .or(() -> firstReportDue(workload)
                        .filter(due -> !inputs.now().isBefore(due))
                        .map(due -> Rollup.neverReported(desired.cluster())))
                .orElseGet(() -> health(desired, status));
        return new ClusterReport(
                desired,
                applied,
                fault,
                pending(status),
                health,
                appliedDigest,
                status == null ? null : status.lastReportTime());
    }

    /** When a delivery that nothing has been reported on would be too old for that; empty once something has. */
    static Optional<Instant> firstReportDue(Optional<Workload> workload) {
        return workload.filter(found -> found.getStatus() == null)
                .map(found -> found.getMetadata().getCreationTimestamp())
                .map(made -> Instant.parse(made).plus(Rollup.SILENCE));
    }

    /** Whether the cluster could not get or use the artifact, and publishing it again may help. */
    boolean missesArtifact(String digest) {
        return fault.filter(found -> found.reason() == Reason.NOT_VERIFIED || !digest.equals(appliedDigest))
                .isPresent();
    }

    ClusterStatus status() {
        String message = fault.map(Fault::message).or(() -> pending).orElse(health.message());
        return new ClusterStatus(
                desired.cluster(),
                desired.clusterClass(),
                desired.digest(),
                appliedDigest,
                health.health(),
                message.isEmpty() ? null : message,
                lastReportTime);
    }

    /** What the cluster waits for before it can go on applying. */
    private static Optional<String> pending(@Nullable WorkloadStatus status) {
        return Optional.ofNullable(status)
                .flatMap(found -> Conditions.find(found.conditions(), ConditionType.APPLIED))
                .filter(condition -> Reason.OUTPUT_PENDING.text().equals(condition.getReason()))
                .map(Condition::getMessage);
    }

    private static Optional<Fault> fault(Optional<Workload> workload, Optional<ManifestWork> work) {
        Optional<Condition> refused = workload.filter(found -> found.getStatus() != null)
                .flatMap(found -> Conditions.find(found.getStatus().conditions(), ConditionType.APPLIED)
                        .filter(condition -> isAbout(condition, found)))
                .filter(condition -> "False".equals(condition.getStatus()))
                .filter(condition -> !Reason.APPLYING.text().equals(condition.getReason()));
        if (refused.isPresent()) {
            return Optional.of(
                    new Fault(reason(refused.get().getReason()), refused.get().getMessage()));
        }
        return work.flatMap(found -> new WorkReader(found).fault())
                .map(message -> new Fault(Reason.APPLY_FAILED, message));
    }

    /** What was wrong with an earlier version says nothing about this one. */
    private static boolean isAbout(Condition condition, Workload workload) {
        Long generation = workload.getMetadata().getGeneration();
        Long observed = condition.getObservedGeneration();
        return generation == null || observed == null || observed >= generation;
    }

    private static ClusterHealth health(Desired desired, @Nullable WorkloadStatus status) {
        if (status == null || status.components().isEmpty()) {
            return new ClusterHealth(desired.cluster(), Health.PROGRESSING, "Progressing", "", "nothing reported yet");
        }
        List<ComponentHealth> components = status.components().stream()
                .map(component -> new ComponentHealth(
                        component.name(),
                        component.health() == null ? Health.UNKNOWN : component.health(),
                        component.message() == null ? "" : component.message()))
                .toList();
        return Rollup.cluster(desired.cluster(), components);
    }

    private static Reason reason(String text) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.text().equals(text))
                .findFirst()
                .orElse(Reason.APPLY_FAILED);
    }
}
