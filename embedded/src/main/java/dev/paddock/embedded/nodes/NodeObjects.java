// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.nodes;

import dev.paddock.embedded.SimulatedNodePool;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders node pools to Node objects; pure. Every one says that it is simulated. */
final class NodeObjects {
    static final String POOL_LABEL = "paddock.dev/node-pool";
    static final String SIMULATED_LABEL = "paddock.dev/simulated";
    private static final String GPU_PRODUCT_LABEL = "nvidia.com/gpu.product";
    private static final String GPU_RESOURCE = "nvidia.com/gpu";
    private static final String ARCHITECTURE_LABEL = "kubernetes.io/arch";
    private static final int PODS_PER_NODE = 110;

    private NodeObjects() {}

    static List<Node> of(List<SimulatedNodePool> pools, String kubernetesVersion) {
        List<Node> nodes = new ArrayList<>();
        for (SimulatedNodePool pool : pools) {
            for (int index = 0; index < pool.nodes(); index++) {
                nodes.add(node(pool, index, kubernetesVersion));
            }
        }
        return nodes;
    }

    private static Node node(SimulatedNodePool pool, int index, String kubernetesVersion) {
        String name = "%s-%d".formatted(pool.name(), index);
        Map<String, Quantity> resources = resources(pool);
        Map<String, String> labels = labels(pool, name);
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .withAnnotations(annotations(pool))
                .endMetadata()
                .withNewSpec()
                .withTaints(pool.taints())
                .endSpec()
                .withNewStatus()
                .withCapacity(resources)
                .withAllocatable(resources)
                .withNewNodeInfo()
                .withArchitecture(labels.get(ARCHITECTURE_LABEL))
                .withOperatingSystem("linux")
                .withKubeletVersion(kubernetesVersion)
                .withContainerRuntimeVersion("simulated://kwok")
                .withOsImage("simulated")
                .withKernelVersion("simulated")
                .withKubeProxyVersion(kubernetesVersion)
                .withBootID("")
                .withMachineID("")
                .withSystemUUID("")
                .endNodeInfo()
                .endStatus()
                .build();
    }

    private static Map<String, String> labels(SimulatedNodePool pool, String name) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(ARCHITECTURE_LABEL, "amd64");
        labels.put("kubernetes.io/os", "linux");
        labels.put("kubernetes.io/hostname", name);
        labels.put("node-role.kubernetes.io/worker", "");
        if (pool.gpuFamily() != null) {
            labels.put(GPU_PRODUCT_LABEL, pool.gpuFamily());
            labels.put("nvidia.com/gpu.present", "true");
            labels.put("nvidia.com/gpu.count", Integer.toString(pool.gpusPerNode()));
        }
        labels.putAll(pool.labels());
        labels.put(POOL_LABEL, pool.name());
        labels.put(SIMULATED_LABEL, "true");
        labels.put("type", "kwok");
        return labels;
    }

    private static Map<String, String> annotations(SimulatedNodePool pool) {
        Map<String, String> annotations = new TreeMap<>(pool.annotations());
        annotations.put("kwok.x-k8s.io/node", "fake");
        return annotations;
    }

    private static Map<String, Quantity> resources(SimulatedNodePool pool) {
        Map<String, Quantity> resources = new LinkedHashMap<>();
        resources.put("cpu", new Quantity(Integer.toString(pool.cpuCount())));
        resources.put("memory", new Quantity(pool.memoryMib() + "Mi"));
        resources.put("ephemeral-storage", new Quantity("100Gi"));
        resources.put("pods", new Quantity(Integer.toString(PODS_PER_NODE)));
        if (pool.gpuFamily() != null) {
            resources.put(GPU_RESOURCE, new Quantity(Integer.toString(pool.gpusPerNode())));
        }
        return resources;
    }
}
