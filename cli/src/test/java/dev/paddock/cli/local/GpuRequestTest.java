// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.cli.CliException;
import dev.paddock.embedded.SimulatedNodePool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuRequestTest {
    @Test
    void severalFamiliesMayBeGivenApartOrTogether() {
        assertThat(GpuRequest.parse(List.of("NVIDIA-A100=8,NVIDIA-H100=4", "NVIDIA-L4=1")))
                .isEqualTo(Map.of("NVIDIA-A100", 8, "NVIDIA-H100", 4, "NVIDIA-L4", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NVIDIA-A100", "NVIDIA-A100=", "=8", "NVIDIA-A100=-1", "A B=1", "NVIDIA-A100=99999", ""})
    void whatIsNoCountOfAFamilyIsRefusedWithAnExample(String item) {
        assertThatThrownBy(() -> GpuRequest.parse(List.of(item)))
                .isInstanceOfSatisfying(CliException.class, refused -> {
                    assertThat(refused).hasMessageContaining("--gpus \"" + item + "\"");
                    assertThat(refused.remedy()).isEqualTo("--gpus NVIDIA-A100=8");
                });
    }

    @Test
    void aFamilyNamedTwiceIsRefused() {
        assertThatThrownBy(() -> GpuRequest.parse(List.of("NVIDIA-A100=8", "NVIDIA-A100=4")))
                .hasMessageContaining("NVIDIA-A100 twice");
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "8", "9", "15", "16", "100"})
    void nodesHaveExactlyTheGpusThatWereAskedForAndNoneHasMoreThanEight(int count) {
        List<SimulatedNodePool> pools = GpuRequest.pools(Map.of("NVIDIA-A100", count));
        assertThat(pools.stream()
                        .mapToInt(pool -> pool.nodes() * pool.gpusPerNode())
                        .sum())
                .isEqualTo(count);
        assertThat(pools).allSatisfy(pool -> assertThat(pool.gpusPerNode()).isBetween(1, 8));
    }

    @Test
    void aSpokeWithoutGpusStillHasANode() {
        assertThat(GpuRequest.pools(Map.of())).singleElement().satisfies(pool -> {
            assertThat(pool.nodes()).isEqualTo(1);
            assertThat(pool.gpuFamily()).isNull();
        });
    }
}
