// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Health;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.mural.WorkloadStatus.ComponentStatus;
import dev.paddock.core.status.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlapFilterTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final WorkloadStatus HEALTHY = status("d1", Health.HEALTHY, "");
    private static final WorkloadStatus BROKEN = status("d1", Health.DEGRADED, "down");

    private final FlapFilter filter = new FlapFilter();

    @Test
    void the_first_report_is_sent_at_once() {
        assertThat(filter.decide(null, HEALTHY, NOW).send()).isTrue();
    }

    @Test
    void nothing_new_is_never_sent_and_needs_no_second_look() {
        assertThat(filter.decide(HEALTHY, HEALTHY, NOW.plusSeconds(3600)))
                .isEqualTo(new FlapFilter.Decision(false, Optional.empty()));
    }

    @Test
    void a_moment_of_weakness_is_not_sent() {
        assertThat(filter.decide(HEALTHY, BROKEN, NOW.plusSeconds(1)))
                .isEqualTo(new FlapFilter.Decision(false, Optional.of(Duration.ofSeconds(10))));
        assertThat(filter.decide(HEALTHY, HEALTHY, NOW.plusSeconds(9)).send()).isFalse();
        assertThat(filter.decide(HEALTHY, BROKEN, NOW.plusSeconds(12)).send())
                .as("counts from the new beginning")
                .isFalse();
    }

    @Test
    void what_lasts_ten_seconds_is_sent() {
        filter.decide(HEALTHY, BROKEN, NOW.plusSeconds(1));

        assertThat(filter.decide(HEALTHY, BROKEN, NOW.plusSeconds(11)).send()).isTrue();
    }

    @Test
    void better_news_is_sent_at_once() {
        assertThat(filter.decide(BROKEN, HEALTHY, NOW.plusSeconds(1)).send()).isTrue();
    }

    @Test
    void another_version_is_sent_at_once_even_when_it_is_worse() {
        WorkloadStatus next = status("d2", Health.PROGRESSING, "0 of 1 available");

        assertThat(filter.decide(HEALTHY, next, NOW.plusSeconds(1)).send()).isTrue();
    }

    @Test
    void another_sentence_about_the_same_state_can_wait() {
        WorkloadStatus reworded = status("d1", Health.DEGRADED, "still down");

        assertThat(filter.decide(BROKEN, reworded, NOW.plusSeconds(1)).send()).isFalse();
    }

    private static WorkloadStatus status(String digest, Health health, String message) {
        Conditions conditions = Conditions.evaluate(EnumSet.of(ConditionType.APPLIED), List.of(), 1, NOW)
                .setTrue(ConditionType.APPLIED, Reason.APPLIED, "");
        return new WorkloadStatus(
                digest,
                null,
                List.of(new ComponentStatus("db", health, message, List.of())),
                new WorkloadStatus.Outputs(Map.of(), Map.of()),
                NOW.toString(),
                1L,
                conditions.list());
    }
}
