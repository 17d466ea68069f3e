// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.ContainerNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the API says of a container node beyond what its kubelet reports: the GPUs that are only counted, and labels that a
 * kubelet may not set.
 */
final class NodeObject {
    static final String GPU = "nvidia.com/gpu";
    static final String SIMULATED_GPUS = "paddock.dev/simulated-gpus";

    private final KubernetesClient client;
    private final ContainerNode wanted;
    private final String fieldManager;

    NodeObject(KubernetesClient client, ContainerNode wanted, String fieldManager) {
        this.client = client;
        this.wanted = wanted;
        this.fieldManager = fieldManager;
    }

    /**
     * True once the node is ready with all its GPUs. A kubelet that starts takes away the GPUs that it finds, so its first
     * report is waited for before they are given.
     *
     * @param since when the kubelet was started; its report must be later
     */
    boolean complete(Instant since) {
        Node present = client.nodes().withName(wanted.nodeName()).get();
        if (present == null || !ready(present, since)) {
            return false;
        }
        if (!present.getMetadata()
                .getLabels()
                .entrySet()
                .containsAll(labels(wanted).entrySet())) {
            client.nodes()
                    .resource(present)
                    .patch(
                            merge(),
                            named().editMetadata()
                                    .withLabels(labels(wanted))
                                    .endMetadata()
                                    .build());
        }
        if (counted(present)) {
            return true;
        }
        Map<String, Quantity> gpus = Map.of(GPU, new Quantity(Integer.toString(wanted.gpus())));
        client.nodes()
                .resource(present)
                .subresource("status")
                .patch(
                        merge(),
                        named().withNewStatus()
                                .withCapacity(gpus)
                                .withAllocatable(gpus)
                                .endStatus()
                                .build());
        return false;
    }

    static Map<String, String> labels(ContainerNode node) {
        Map<String, String> labels = new TreeMap<>(node.labels());
        labels.put("node-role.kubernetes.io/worker", "");
        labels.put("paddock.dev/node-pool", node.pool());
        if (node.gpuFamily() != null) {
            labels.put("nvidia.com/gpu.product", node.gpuFamily());
            labels.put(SIMULATED_GPUS, "true");
        }
        labels.put("nvidia.com/gpu.present", Boolean.toString(node.gpus() > 0));
        labels.put("nvidia.com/gpu.count", Integer.toString(node.gpus()));
        return labels;
    }

    private boolean counted(Node present) {
        return count(present.getStatus().getCapacity()) == wanted.gpus()
                && count(present.getStatus().getAllocatable()) == wanted.gpus();
    }

    private static int count(Map<String, Quantity> resources) {
        return Optional.ofNullable(resources.get(GPU))
                .map(quantity -> Integer.parseInt(quantity.getAmount()))
                .orElse(0);
    }

    private static boolean ready(Node node, Instant since) {
        return node.getStatus() != null
                && node.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals("Ready"))
                        .anyMatch(condition -> condition.getStatus().equals("True") && reported(condition, since));
    }

    private static boolean reported(NodeCondition condition, Instant since) {
        String at = condition.getLastHeartbeatTime();
        return at != null && !Instant.parse(at).isBefore(since);
    }

    private NodeBuilder named() {
        return new NodeBuilder().withNewMetadata().withName(wanted.nodeName()).endMetadata();
    }

    private PatchContext merge() {
        return new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(fieldManager)
                .build();
    }
}
