// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.mural.Workload;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResyncTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void without_a_word_it_is_looked_at_every_five_minutes_and_nothing_is_sent_for_that() {
        assertThat(resync(Map.of(), Instant.EPOCH)).isEqualTo(new Resync(false, Duration.ofMinutes(5)));
    }

    @Test
    void a_period_that_is_asked_for_is_kept() {
        Map<String, String> asked = Map.of("rendering.mural.sh/resync-period", "1m");

        assertThat(resync(asked, NOW.minusSeconds(20))).isEqualTo(new Resync(false, Duration.ofSeconds(40)));
        assertThat(resync(asked, NOW.minusSeconds(60))).isEqualTo(new Resync(true, Duration.ofMinutes(1)));
    }

    @Test
    void the_alias_is_read_too() {
        assertThat(resync(Map.of("rendering.spectrocloud.com/resync-period", "30s"), Instant.EPOCH))
                .isEqualTo(new Resync(true, Duration.ofSeconds(30)));
    }

    private static Resync resync(Map<String, String> annotations, Instant sentAt) {
        Workload workload = new Workload();
        workload.setMetadata(new ObjectMetaBuilder()
                .withName("w")
                .withAnnotations(annotations)
                .build());
        return Resync.of(workload, sentAt, NOW);
    }
}
