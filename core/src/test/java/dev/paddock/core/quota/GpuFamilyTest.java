// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuFamilyTest {

    @ParameterizedTest(name = "{0} is of family {1}")
    @CsvSource({
        // the examples of api.md 7.1, Q2
        "NVIDIA-A100, NVIDIA-A100",
        "NVIDIA-A100-SXM4-40GB, NVIDIA-A100",
        "NVIDIA-A100-PCIE-80GB-MIG-1g.10gb, NVIDIA-A100",
        "NVIDIA-NVIDIA A100, NVIDIA-A100",
        "Tesla-T4, NVIDIA-T4",
        "NVIDIA-RTX-A6000, NVIDIA-RTX-A6000",
        "AMD-Instinct-MI300X-OAM, AMD-MI300X",
        // blanks, underscores, case
        "nvidia_a100, NVIDIA-A100",
        "' NVIDIA  A100 ', NVIDIA-A100",
        // shared and partitioned devices
        "NVIDIA-A100-SXM4-40GB-SHARED, NVIDIA-A100",
        "NVIDIA-H100-80GB-HBM3-MIG-2g.20gb-SHARED, NVIDIA-H100",
        // brands, vendors that are missing
        "NVIDIA-GeForce-RTX-3090, NVIDIA-RTX-3090",
        "GeForce GTX 1080 Ti, NVIDIA-GTX-1080",
        "Quadro-RTX-8000, NVIDIA-RTX-8000",
        "NVIDIA-RTX-PRO-6000-Blackwell, NVIDIA-RTX-PRO-6000",
        "MI250X, AMD-MI250X",
        "Gaudi2, HABANA-GAUDI2",
        "HABANA-Gaudi3-PCIe, HABANA-GAUDI3",
        "L40S, NVIDIA-L40S",
        // no digit anywhere: all words are kept
        "NVIDIA-TITAN-V, NVIDIA-TITAN-V",
        "NVIDIA, NVIDIA",
        "*, *",
    })
    void spellingsOfOneProductShareAFamily(String spelling, String family) {
        assertThat(GpuFamily.normalise(spelling)).isEqualTo(family);
        assertThat(GpuFamily.normalise(family)).as("a family is its own family").isEqualTo(family);
    }
}
