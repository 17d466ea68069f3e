// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import dev.paddock.api.common.Architecture;
import dev.paddock.api.palette.ComputeStatus.MachineState;
import java.util.Map;
import java.util.Optional;

/**
 * A machine a provider can make into a node.
 *
 * @param labels as the provider knows it; {@code palette.ai/role} decides what it may become
 * @param cluster the key of the cluster that has it, or empty
 */
public record Machine(
        String hostId,
        Architecture architecture,
        int cpuCount,
        int memoryMiB,
        Optional<Devices> gpu,
        Map<String, String> labels,
        MachineState state,
        String cluster) {
    private static final String ROLE = "palette.ai/role";

    /** The GPUs of one machine; the family is normalised. */
    public record Devices(String family, int count, int memoryMiB) {}

    public Machine {
        labels = Map.copyOf(labels);
    }

    /** Whether it may become a worker: it has a GPU or says so. */
    public boolean workerCandidate() {
        String role = labels.getOrDefault(ROLE, "");
        return gpu.isPresent() || role.equals("worker") || role.equals("any");
    }

    /** Whether it may become a control-plane node. */
    public boolean controlPlaneCandidate() {
        String role = labels.getOrDefault(ROLE, "");
        return role.equals("any") || gpu.isEmpty() && !role.equals("worker");
    }

    /** Whether the cluster may take it: nobody has it, or that cluster itself has. */
    public boolean freeFor(String clusterKey) {
        return state == MachineState.AVAILABLE || state == MachineState.IN_USE && cluster.equals(clusterKey);
    }
}
