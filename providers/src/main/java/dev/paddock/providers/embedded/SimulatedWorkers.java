// SPDX-License-Identifier: Apache-2.0
package dev.paddock.providers.embedded;

import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.ControlPlanePool;
import dev.paddock.api.common.Cpu;
import dev.paddock.api.common.Gpu;
import dev.paddock.api.common.Memory;
import dev.paddock.api.common.NodePool;
import dev.paddock.core.quota.GpuFamily;
import dev.paddock.embedded.SimulatedNodePool;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the worker pools of a cluster into simulated nodes. A node has what its pool asks for, not what its machine has. */
final class SimulatedWorkers {
    private static final int CPUS = 16;
    private static final int MEMORY_MIB = 65_536;
    private static final String CONTROL_PLANE = "control-plane";

    private SimulatedWorkers() {}

    static List<SimulatedNodePool> of(ClusterSpec cluster) {
        List<SimulatedNodePool> pools = new ArrayList<>();
        ControlPlanePool plane = cluster.controlPlanePool();
        if (plane != null && plane.takesWork()) {
            pools.add(pool(
                    CONTROL_PLANE,
                    plane.nodeCount(),
                    plane.cpu(),
                    plane.memory(),
                    plane.gpu(),
                    plane.labels(),
                    plane.annotations(),
                    plane.taints()));
        }
        for (NodePool worker : cluster.workerPools()) {
            pools.add(pool(
                    worker.name(),
                    worker.wantedNodes(),
                    worker.cpu(),
                    worker.memory(),
                    worker.gpu(),
                    worker.labels(),
                    worker.annotations(),
                    worker.taints()));
        }
        return pools;
    }

    /** The worker pools that the nodes stand for. */
    static List<NodePool> workerPools(List<SimulatedNodePool> pools) {
        return pools.stream()
                .filter(pool -> !pool.name().equals(CONTROL_PLANE))
                .map(SimulatedWorkers::asNodePool)
                .toList();
    }

    /** As much of a worker pool as a simulated one can tell. */
    private static NodePool asNodePool(SimulatedNodePool pool) {
        return new NodePool(
                pool.name(),
                pool.nodes(),
                null,
                null,
                null,
                null,
                new Cpu(pool.cpuCount()),
                new Memory(pool.memoryMib(), null),
                pool.gpuFamily() == null ? null : new Gpu(pool.gpuFamily(), pool.gpusPerNode(), null, null, null, null),
                pool.labels(),
                pool.annotations(),
                List.of());
    }

    private static SimulatedNodePool pool(
            String name,
            int nodes,
            @Nullable Cpu cpu,
            @Nullable Memory memory,
            @Nullable Gpu gpu,
            Map<String, String> labels,
            Map<String, String> annotations,
            List<dev.paddock.api.common.Taint> taints) {
        Integer memoryMiB = memory == null ? null : memory.mebibytes();
        return new SimulatedNodePool(
                name,
                nodes,
                cpu == null || cpu.cpuCount() == null ? CPUS : cpu.cpuCount(),
                memoryMiB == null ? MEMORY_MIB : memoryMiB,
                gpu == null ? null : GpuFamily.normalise(gpu.family()),
                gpu == null ? 0 : gpu.devices(),
                labels,
                annotations,
                taints.stream().map(SimulatedWorkers::taint).toList());
    }

    private static Taint taint(dev.paddock.api.common.Taint taint) {
        return new TaintBuilder()
                .withKey(taint.key())
                .withValue(taint.value())
                .withEffect(taint.effect().text())
                .build();
    }
}
