// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.common.Reference;
import dev.paddock.api.palette.ClusterDeployment;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputePoolSpec;
import dev.paddock.core.fault.FieldError;
import java.util.List;
import java.util.stream.Stream;

/** The faults of a Compute or a ComputePool that take more than the object to see. */
final class PoolRules {
    private PoolRules() {}

    static Stream<Finding> referenceOutOfReach(Input<ComputePool> input) {
        Reference profile = input.object().getSpec().clusterProfileRef();
        return ScopeRules.namespaceOutOfReach(
                input.scope(), "spec.clusterProfileRef.namespace", profile == null ? null : profile.namespace());
    }

    static Stream<Finding> nodesDoNotFit(Input<ComputePool> input) {
        return PoolClusterPaths.of(input.object().getSpec()).stream().flatMap(cluster -> {
            ClusterDeployment.NodePoolRequirements nodes = cluster.config().nodePoolRequirements();
            return nodes == null
                    ? Finding.none()
                    : NodeRules.check(
                            cluster.path() + ".nodePoolRequirements", nodes.controlPlanePool(), nodes.workerPools());
        });
    }

    static Stream<Finding> deletionPolicyChangedTooLate(Input<ComputePool> input) {
        if (input.old()
                .filter(old -> old.getMetadata().getDeletionTimestamp() != null)
                .isEmpty()) {
            return Finding.none();
        }
        List<PoolClusterPaths> before =
                PoolClusterPaths.of(input.old().orElseThrow().getSpec());
        return PoolClusterPaths.of(input.object().getSpec()).stream()
                .filter(now -> before.stream()
                        .anyMatch(then -> then.path().equals(now.path())
                                && then.config().deletionPolicy()
                                        != now.config().deletionPolicy()))
                .map(now -> new Finding.Invalid(FieldError.invalid(
                        now.path() + ".deletionPolicy",
                        String.valueOf(now.config().deletionPolicy()),
                        "field is immutable once deletion has started")));
    }

    static Stream<Finding> notYetSupported(Input<ComputePool> input) {
        ComputePoolSpec spec = input.object().getSpec();
        return Stream.concat(
                LaterRules.later(spec.profileBundleRef(), "spec.profileBundleRef", "ProfileBundle", LaterRules.TENANCY),
                LaterRules.later(
                        spec.scalingPolicyRef(), "spec.scalingPolicyRef", "ScalingPolicy", LaterRules.TENANCY));
    }

    static Stream<Finding> notYetSupportedInCompute(Input<Compute> input) {
        return LaterRules.later(
                input.object().getSpec().settingsRef(), "spec.settingsRef", "Settings", LaterRules.TENANCY);
    }
}
