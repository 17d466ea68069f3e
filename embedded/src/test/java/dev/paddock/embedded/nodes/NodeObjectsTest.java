// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.embedded.SimulatedNodePool;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeObjectsTest {
    private static final String VERSION = "v1.36.3";

    @Test
    void everyNodeSaysThatItIsSimulatedWhateverThePoolsLabelsSay() {
        SimulatedNodePool pool = new SimulatedNodePool(
                "gpu", 2, 32, 1024, "NVIDIA-A100", 4, Map.of("paddock.dev/simulated", "false", "team", "a"));
        assertThat(NodeObjects.of(List.of(pool), VERSION))
                .extracting(node -> node.getMetadata().getName())
                .containsExactly("gpu-0", "gpu-1");
        Node node = NodeObjects.of(List.of(pool), VERSION).getFirst();
        assertThat(node.getMetadata().getLabels())
                .containsEntry("paddock.dev/simulated", "true")
                .containsEntry("type", "kwok")
                .containsEntry("nvidia.com/gpu.product", "NVIDIA-A100")
                .containsEntry("team", "a");
        assertThat(node.getStatus().getAllocatable())
                .containsEntry("nvidia.com/gpu", new Quantity("4"))
                .containsEntry("memory", new Quantity("1024Mi"))
                .isEqualTo(node.getStatus().getCapacity());
    }

    @Test
    void aPoolWithoutGpusHasNone() {
        Node node = NodeObjects.of(List.of(new SimulatedNodePool("cpu", 1, 4, 2048, null, 0, Map.of())), VERSION)
                .getFirst();
        assertThat(node.getStatus().getCapacity()).doesNotContainKey("nvidia.com/gpu");
        assertThat(node.getMetadata().getLabels()).doesNotContainKey("nvidia.com/gpu.product");
    }

    @Test
    void architectureAndTaintsAreThePools() {
        SimulatedNodePool pool = new SimulatedNodePool(
                "arm",
                1,
                4,
                2048,
                null,
                0,
                Map.of("kubernetes.io/arch", "arm64"),
                Map.of("note", "x"),
                List.of(new TaintBuilder()
                        .withKey("only")
                        .withValue("batch")
                        .withEffect("NoSchedule")
                        .build()));
        Node node = NodeObjects.of(List.of(pool), VERSION).getFirst();
        assertThat(node.getStatus().getNodeInfo().getArchitecture()).isEqualTo("arm64");
        assertThat(node.getSpec().getTaints()).hasSize(1);
        assertThat(node.getMetadata().getAnnotations()).containsEntry("note", "x");
    }

    @Test
    void aPoolThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> new SimulatedNodePool("gpu", 1, 4, 2048, "NVIDIA-A100", 0, Map.of()))
                .hasMessageContaining("gpuFamily NVIDIA-A100");
        assertThatThrownBy(() -> new SimulatedNodePool("Not A Label", 1, 4, 2048, null, 0, Map.of()))
                .hasMessageContaining("name Not A Label");
        assertThatThrownBy(() -> new SimulatedNodePool("gpu", 1001, 4, 2048, null, 0, Map.of()))
                .hasMessageContaining("nodes 1001");
    }
}
