// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GpuAmountTest {

    @Test
    void aGpuIs8400Units() {
        assertThat(GpuAmount.ofGpus(4).units()).isEqualTo(33_600);
        assertThat(GpuAmount.ofGpus(4).quantity()).isEqualTo("4");
    }

    @Test
    void sevenSeventhsOfAPartitionedDeviceAreExactlyOneDevice() {
        assertThat(GpuAmount.ofFraction(1, 7).times(7)).isEqualTo(GpuAmount.ofGpus(1));
        assertThat(GpuAmount.ofFraction(17, 7).quantity()).isEqualTo("2429m");
    }

    @Test
    void aFractionThatDoesNotDivideIsRoundedUpToAUnit() {
        assertThat(GpuAmount.ofFraction(1, 9).units()).isEqualTo(934);
    }

    @Test
    void aQuantityReadBackIsNeverLessThanWhatWasWritten() {
        for (long units = 0; units < 3 * GpuAmount.UNITS_PER_GPU; units += 7) {
            GpuAmount amount = new GpuAmount(units);
            assertThat(GpuAmount.ofQuantity(amount.quantity())).isGreaterThanOrEqualTo(amount);
        }
        assertThat(GpuAmount.ofQuantity("4")).isEqualTo(GpuAmount.ofGpus(4));
    }

    @Test
    void anAmountIsNeverNegative() {
        assertThatThrownBy(() -> GpuAmount.ofGpus(1).minus(GpuAmount.ofGpus(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
