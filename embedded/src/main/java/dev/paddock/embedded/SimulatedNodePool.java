// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import io.fabric8.kubernetes.api.model.Taint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Equal nodes that exist only in the API.
 *
 * @param nodes how many
 * @param cpuCount of each node
 * @param memoryMib of each node
 * @param gpuFamily the model as NVIDIA's feature discovery would label it, for instance {@code NVIDIA-A100}; null without GPUs
 * @param gpusPerNode 0 without GPUs
 */
public record SimulatedNodePool(
        String name,
        int nodes,
        int cpuCount,
        int memoryMib,
        @Nullable String gpuFamily,
        int gpusPerNode,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<Taint> taints) {

    private static final int MOST_NODES = 1000;

    public SimulatedNodePool {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
        taints = taints == null ? List.of() : List.copyOf(taints);
        require(
                name.matches("[a-z0-9]([-a-z0-9]{0,40}[a-z0-9])?"),
                "name",
                name,
                "is a DNS label of at most 42 characters");
        require(nodes >= 0 && nodes <= MOST_NODES, "nodes", nodes, "lies between 0 and " + MOST_NODES);
        require(cpuCount >= 1, "cpuCount", cpuCount, "is at least 1");
        require(memoryMib >= 1, "memoryMib", memoryMib, "is at least 1");
        require(gpusPerNode >= 0, "gpusPerNode", gpusPerNode, "is not negative");
        require(
                (gpuFamily == null) == (gpusPerNode == 0),
                "gpuFamily",
                gpuFamily,
                "and gpusPerNode are given together");
    }

    public SimulatedNodePool(
            String name,
            int nodes,
            int cpuCount,
            int memoryMib,
            @Nullable String gpuFamily,
            int gpusPerNode,
            Map<String, String> labels) {
        this(name, nodes, cpuCount, memoryMib, gpuFamily, gpusPerNode, labels, Map.of(), List.of());
    }

    public SimulatedNodePool withNodes(int count) {
        return new SimulatedNodePool(
                name, count, cpuCount, memoryMib, gpuFamily, gpusPerNode, labels, annotations, taints);
    }

    private static void require(boolean holds, String field, @Nullable Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("node pool: %s %s; it %s".formatted(field, value, rule));
        }
    }
}
