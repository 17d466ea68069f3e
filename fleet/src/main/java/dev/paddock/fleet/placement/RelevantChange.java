// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.placement;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether a change of a cluster can change any decision. Conditions cannot: what they mean for placement is said by the
 * taints that registration derives from them, and a fleet's heartbeats must not set every Placement in motion.
 */
final class RelevantChange {
    private RelevantChange() {}

    static boolean between(ManagedCluster now, ManagedCluster before) {
        return !Objects.equals(
                        now.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(
                        now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp())
                || !Objects.equals(now.getSpec(), before.getSpec())
                || !facts(now).equals(facts(before));
    }

    private static ManagedClusterStatus facts(ManagedCluster cluster) {
        ManagedClusterStatus status = cluster.getStatus();
        return status == null
                ? new ManagedClusterStatus(List.of(), Map.of(), Map.of(), null, List.of())
                : new ManagedClusterStatus(
                        List.of(), status.capacity(), status.allocatable(), status.version(), status.clusterClaims());
    }
}
