// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.cli.CliException;
import dev.paddock.embedded.ContainerNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerNodeRequestTest {
    @Test
    void theOneNodeHasAllGpusOfTheSpoke() {
        assertThat(GpuRequest.containerNode(Map.of("NVIDIA-A100", 24)))
                .isEqualTo(new ContainerNode("nvidia-a100", "NVIDIA-A100", 24, Map.of()));
        assertThat(GpuRequest.containerNode(Map.of("NVIDIA-A100", 0)))
                .isEqualTo(new ContainerNode("cpu", null, 0, Map.of()));
    }

    @Test
    void twoFamiliesDoNotFitOnOneNode() {
        assertThatThrownBy(() -> GpuRequest.containerNode(Map.of("NVIDIA-A100", 1, "NVIDIA-H100", 1)))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("--gpus names 2 families");
    }
}
