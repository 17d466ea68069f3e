// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.ocm.ManagedClusterStatus.ClusterClaim;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeInventoryTest {

    @Test
    void adds_up_what_the_nodes_have_and_what_they_offer() {
        NodeInventory inventory = NodeInventory.of(List.of(
                node(Map.of(), Map.of("cpu", "4", "memory", "8Gi"), Map.of("cpu", "3500m")),
                node(Map.of(), Map.of("cpu", "500m", "memory", "1024Ki"), Map.of("cpu", "500m"))));

        assertThat(inventory.capacity())
                .containsEntry("cpu", new Quantity("4500m"))
                .containsEntry("memory", new Quantity("8389632Ki"));
        assertThat(inventory.allocatable()).containsEntry("cpu", new Quantity("4"));
        assertThat(inventory.gpuClaims()).isEmpty();
    }

    @Test
    void claims_of_each_gpu_family_the_devices_and_the_nodes() {
        NodeInventory inventory = NodeInventory.of(
                List.of(gpuNode("NVIDIA-A100", "4"), gpuNode("NVIDIA-A100", "4"), gpuNode("NVIDIA-L40", "2")));

        assertThat(inventory.gpuClaims())
                .containsExactly(
                        new ClusterClaim("nvidia-a100.gpu.palette.ai", "8"),
                        new ClusterClaim("nvidia-a100.nodes.palette.ai", "2"),
                        new ClusterClaim("nvidia-l40.gpu.palette.ai", "2"),
                        new ClusterClaim("nvidia-l40.nodes.palette.ai", "1"));
    }

    @Test
    void says_that_its_nodes_are_simulated_only_if_all_are() {
        Node simulated = node(Map.of("paddock.dev/simulated", "true"), Map.of(), Map.of());
        Node real = node(Map.of("paddock.dev/simulated-gpus", "true"), Map.of(), Map.of());

        assertThat(NodeInventory.of(List.of(simulated)).simulated()).isTrue();
        assertThat(NodeInventory.of(List.of(simulated, real)).simulated()).isFalse();
        assertThat(NodeInventory.of(List.of()).simulated()).isFalse();
    }

    @Test
    void a_node_without_status_counts_for_nothing() {
        Node bare = new NodeBuilder()
                .withNewMetadata()
                .withName("new")
                .endMetadata()
                .build();

        assertThat(NodeInventory.of(List.of(bare)).capacity()).isEmpty();
    }

    private static Node gpuNode(String family, String count) {
        return node(Map.of("nvidia.com/gpu.product", family), Map.of(), Map.of("nvidia.com/gpu", count));
    }

    private static Node node(
            Map<String, String> labels, Map<String, String> capacity, Map<String, String> allocatable) {
        NodeBuilder node = new NodeBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewStatus()
                .endStatus();
        capacity.forEach((name, amount) ->
                node.editStatus().addToCapacity(name, new Quantity(amount)).endStatus());
        allocatable.forEach((name, amount) ->
                node.editStatus().addToAllocatable(name, new Quantity(amount)).endStatus());
        return node.build();
    }
}
