// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final RandomGenerator NO_JITTER = new Random() {
        @Override
        public double nextDouble() {
            return 0;
        }
    };

    @Test
    void doubles_up_to_the_longest() {
        BackOff backOff = new BackOff(Duration.ofMillis(250), Duration.ofSeconds(15), NO_JITTER);

        assertThat(backOff.delay(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(backOff.delay(2)).isEqualTo(Duration.ofMillis(500));
        assertThat(backOff.delay(5)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backOff.delay(7)).isEqualTo(Duration.ofSeconds(15));
        assertThat(backOff.delay(1_000_000)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void takes_off_up_to_half_so_that_many_do_not_move_in_step() {
        BackOff backOff = new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(15), new Random(7));

        for (int i = 0; i < 1000; i++) {
            assertThat(backOff.delay(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
            assertThat(backOff.jittered(Duration.ofSeconds(10)))
                    .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
        }
    }
}
