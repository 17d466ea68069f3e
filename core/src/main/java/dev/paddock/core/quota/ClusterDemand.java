// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.ControlPlanePool;
import dev.paddock.api.common.Gpu;
import dev.paddock.api.common.NodePool;
import org.jspecify.annotations.Nullable;

/**
 * What a new cluster asks for: every worker pool at the most nodes it may grow to, and the GPUs of its control-plane nodes
 * (api.md 7.1, Q4). A shared device counts whole: sharing divides it among pods, not among clusters.
 */
public final class ClusterDemand {
    private ClusterDemand() {}

    /** All that the cluster may ever hold; this is what quota reserves. */
    public static GpuDemand reserved(ClusterSpec cluster) {
        GpuDemand demand = controlPlane(cluster);
        for (NodePool pool : cluster.workerPools()) {
            demand = demand.plus(devices(pool.gpu(), pool.boundNodes()));
        }
        return demand;
    }

    /** What the cluster holds once the nodes it starts with exist. */
    public static GpuDemand initial(ClusterSpec cluster) {
        GpuDemand demand = controlPlane(cluster);
        for (NodePool pool : cluster.workerPools()) {
            demand = demand.plus(devices(pool.gpu(), pool.wantedNodes()));
        }
        return demand;
    }

    private static GpuDemand controlPlane(ClusterSpec cluster) {
        ControlPlanePool pool = cluster.controlPlanePool();
        if (pool == null) {
            return GpuDemand.NONE;
        }
        boolean standby =
                cluster.edge() != null && Boolean.TRUE.equals(cluster.edge().isTwoNode());
        return devices(pool.gpu(), pool.nodeCount() + (standby ? 1 : 0));
    }

    private static GpuDemand devices(@Nullable Gpu gpu, int nodes) {
        return gpu == null
                ? GpuDemand.NONE
                : GpuDemand.of(gpu.family(), GpuAmount.ofGpus((long) gpu.devices() * nodes));
    }
}
