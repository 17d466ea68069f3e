// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.agent.kube.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarrelsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ObjectRef ALPHA = new ObjectRef("", "ConfigMap", "team", "alpha");
    private static final String RIVAL = "\"rival\" changes .data.value";

    private final Quarrels quarrels = new Quarrels();
    private Instant now = START;

    @Test
    void a_few_changes_are_put_back_at_once_and_are_no_quarrel() {
        restore(Quarrels.MANY - 1);

        assertThat(quarrels.standing(now)).isEmpty();
        assertThat(quarrels.due(List.of(ALPHA), now)).containsExactly(ALPHA);
    }

    @Test
    void many_in_a_minute_are_one_and_are_named() {
        restore(Quarrels.MANY);

        assertThat(quarrels.standing(now))
                .hasValueSatisfying(standing -> assertThat(standing.message())
                        .isEqualTo("conflict: ConfigMap/team/alpha: \"rival\" changes .data.value, which this delivery "
                                + "sets too: take the field out of the delivery or end the other writer; until then it "
                                + "is put back every 30 s"));
        assertThat(quarrels.due(List.of(ALPHA), now)).isEmpty();
    }

    @Test
    void while_it_is_on_the_object_is_put_back_now_and_then() {
        restore(Quarrels.MANY);
        now = now.plus(Quarrels.PAUSE);

        assertThat(quarrels.due(List.of(ALPHA), now)).containsExactly(ALPHA);
        quarrels.restored(ALPHA, RIVAL, now);

        assertThat(quarrels.due(List.of(ALPHA), now.plusSeconds(1))).isEmpty();
        assertThat(quarrels.standing(now)).isPresent();
    }

    @Test
    void it_is_over_when_nobody_changed_anything_for_a_minute() {
        restore(Quarrels.MANY);
        now = now.plus(Quarrels.WINDOW);

        assertThat(quarrels.standing(now)).isEmpty();
        assertThat(quarrels.due(List.of(ALPHA), now)).containsExactly(ALPHA);
    }

    @Test
    void changes_that_are_far_apart_are_none() {
        for (int i = 0; i < 3 * Quarrels.MANY; i++) {
            now = now.plus(Duration.ofSeconds(10));
            quarrels.restored(ALPHA, RIVAL, now);
        }

        assertThat(quarrels.standing(now)).isEmpty();
    }

    @Test
    void deleting_an_object_again_and_again_is_none() {
        for (int i = 0; i < 3 * Quarrels.MANY; i++) {
            quarrels.restored(ALPHA, "", now);
        }

        assertThat(quarrels.standing(now)).isEmpty();
    }

    private void restore(int times) {
        for (int i = 0; i < times; i++) {
            now = now.plusSeconds(1);
            quarrels.restored(ALPHA, RIVAL, now);
        }
    }
}
