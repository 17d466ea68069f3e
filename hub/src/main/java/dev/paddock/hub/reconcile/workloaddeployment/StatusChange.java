// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.common.ClusterStatus;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.core.status.Conditions;
import java.util.Objects;

/**
 * Whether a status is worth writing: the times of reports alone are not, and what it was rendered from is worth a write of
 * its own only once the deployment has come to rest.
 */
final class StatusChange {

    private StatusChange() {}

    static boolean onlyTimes(WorkloadDeploymentStatus before, WorkloadDeploymentStatus after) {
        boolean settledAnew = Conditions.isTrue(after.conditions(), ConditionType.READY)
                && !Objects.equals(before.renderedFrom(), after.renderedFrom());
        return !settledAnew && withoutTimes(before).equals(withoutTimes(after));
    }

    private static WorkloadDeploymentStatus withoutTimes(WorkloadDeploymentStatus status) {
        return new WorkloadDeploymentStatus(
                status.workloadProfileRevision(),
                status.revisionChosenFor(),
                null,
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
