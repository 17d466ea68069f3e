// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.common.ClusterStatus;
import dev.paddock.api.mural.WorkloadDeploymentStatus;

/** Whether a status is worth writing: the times of reports alone are not. */
final class StatusChange {

    private StatusChange() {}

    static boolean onlyTimes(WorkloadDeploymentStatus before, WorkloadDeploymentStatus after) {
        return withoutTimes(before).equals(withoutTimes(after));
    }

    private static WorkloadDeploymentStatus withoutTimes(WorkloadDeploymentStatus status) {
        return new WorkloadDeploymentStatus(
                status.workloadProfileRevision(),
                status.artifacts(),
                status.clusters().stream().map(StatusChange::withoutTime).toList(),
                status.outputs(),
                status.gpu(),
                status.observedGeneration(),
                status.conditions());
    }

    private static ClusterStatus withoutTime(ClusterStatus cluster) {
        return new ClusterStatus(
                cluster.name(),
                cluster.clusterClass(),
                cluster.desiredDigest(),
                cluster.appliedDigest(),
                cluster.health(),
                cluster.message(),
                null);
    }
}
