// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.palette.ClusterDeployment;
import dev.paddock.api.palette.ComputePoolSpec;
import dev.paddock.api.palette.ComputePoolSpec.SharedCluster;
import java.util.ArrayList;
import java.util.List;

/** Where in a pool's spec its clusters are written. */
record PoolClusterPaths(String path, ClusterDeployment config) {
    private static final String CONFIG = ".paletteClusterDeploymentConfig";

    static List<PoolClusterPaths> of(ComputePoolSpec spec) {
        ComputePoolSpec.ClusterVariant variant = spec.clusterVariant();
        List<PoolClusterPaths> clusters = new ArrayList<>();
        if (variant.dedicated() != null) {
            clusters.add(new PoolClusterPaths(
                    "spec.clusterVariant.dedicated" + CONFIG,
                    variant.dedicated().paletteClusterDeploymentConfig()));
        }
        if (variant.shared() != null) {
            List<SharedCluster> shared = variant.shared().clusters();
            for (int i = 0; i < shared.size(); i++) {
                clusters.add(new PoolClusterPaths(
                        "spec.clusterVariant.shared.clusters[" + i + "]" + CONFIG,
                        shared.get(i).paletteClusterDeploymentConfig()));
            }
        }
        return clusters;
    }
}
