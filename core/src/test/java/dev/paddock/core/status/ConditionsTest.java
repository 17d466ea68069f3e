// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.status;

import static dev.paddock.api.meta.ConditionType.ACCEPTED;
import static dev.paddock.api.meta.ConditionType.DELIVERED;
import static dev.paddock.api.meta.ConditionType.HEALTHY;
import static dev.paddock.api.meta.ConditionType.READY;
import static dev.paddock.api.meta.ConditionType.WITHIN_LIMITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Set<ConditionType> TYPES = EnumSet.of(ACCEPTED, WITHIN_LIMITS, DELIVERED, HEALTHY);
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00.7Z");
    private static final Instant LATER = Instant.parse("2026-01-02T00:00:00Z");

    @Test
    void readyIsTrueWhenEveryOtherConditionIs() {
        List<Condition> conditions = allTrue(List.of(), THEN);

        assertThat(conditions)
                .extracting(Condition::getType)
                .containsExactly("Accepted", "WithinLimits", "Delivered", "Healthy", "Ready");
        assertThat(Conditions.isTrue(conditions, READY)).isTrue();
        assertThat(conditions).allSatisfy(condition -> {
            assertThat(condition.getLastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(condition.getObservedGeneration()).isEqualTo(3);
        });
    }

    @Test
    void readyNamesTheFirstConditionInCatalogueOrderThatIsNotTrue() {
        List<Condition> conditions = Conditions.evaluate(TYPES, List.of(), 1, THEN)
                .setFalse(HEALTHY, Reason.DEGRADED, "db is Degraded")
                .setTrue(ACCEPTED, Reason.ADMITTED, "")
                .setTrue(WITHIN_LIMITS, Reason.WITHIN_LIMITS, "")
                .setUnknown(DELIVERED, Reason.APPLYING, "waits for edge-7")
                .list();

        Condition ready = Conditions.find(conditions, READY).orElseThrow();
        assertThat(ready.getStatus()).isEqualTo("False");
        assertThat(ready.getReason()).isEqualTo("Applying");
        assertThat(ready.getMessage()).isEqualTo("Delivered: waits for edge-7");
    }

    @Test
    void aConditionNobodySetIsUnknownAndHoldsBackReady() {
        List<Condition> conditions = Conditions.evaluate(TYPES, List.of(), 1, THEN)
                .setTrue(ACCEPTED, Reason.ADMITTED, "")
                .list();

        assertThat(Conditions.find(conditions, DELIVERED).orElseThrow().getStatus())
                .isEqualTo("Unknown");
        assertThat(Conditions.find(conditions, READY).orElseThrow().getReason()).isEqualTo("Evaluating");
    }

    @Test
    void limitsNeverHoldBackReady() {
        List<Condition> conditions = Conditions.evaluate(TYPES, allTrue(List.of(), THEN), 4, LATER)
                .setTrue(ACCEPTED, Reason.ADMITTED, "")
                .setFalse(WITHIN_LIMITS, Reason.OVER_LIMIT, "NVIDIA-A100: used 6, limit 4")
                .setTrue(DELIVERED, Reason.APPLIED, "")
                .setTrue(HEALTHY, Reason.ALL_HEALTHY, "")
                .list();

        assertThat(Conditions.isTrue(conditions, READY)).isTrue();
    }

    @Test
    void theTransitionTimeMovesOnlyWhenTheStatusFlips() {
        List<Condition> before = allTrue(List.of(), THEN);

        assertThat(allTrue(before, LATER)).isEqualTo(before);

        List<Condition> after = Conditions.evaluate(TYPES, before, 3, LATER)
                .keep(ACCEPTED)
                .keep(WITHIN_LIMITS)
                .keep(DELIVERED)
                .setFalse(HEALTHY, Reason.PROGRESSING, "")
                .list();
        assertThat(Conditions.find(after, HEALTHY).orElseThrow().getLastTransitionTime())
                .isEqualTo(LATER.toString());
        assertThat(Conditions.find(after, DELIVERED).orElseThrow().getLastTransitionTime())
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void aKeptConditionSaysWhichGenerationItIsAbout() {
        List<Condition> after = Conditions.evaluate(TYPES, allTrue(List.of(), THEN), 9, LATER)
                .keep(DELIVERED)
                .list();

        assertThat(Conditions.find(after, DELIVERED).orElseThrow().getObservedGeneration())
                .isEqualTo(3);
    }

    @Test
    void deletionShowsWhatItWaitsFor() {
        List<Condition> conditions = Conditions.evaluate(TYPES, allTrue(List.of(), THEN), 3, LATER)
                .keep(ACCEPTED)
                .listDeleting(Reason.SPOKE_UNREACHABLE, "edge-7 has not reported for 10m");

        assertThat(Conditions.find(conditions, READY).orElseThrow().getReason()).isEqualTo("SpokeUnreachable");
    }

    @Test
    void aLongMessageIsCutToWhatTheSchemaAllows() {
        List<Condition> conditions = Conditions.evaluate(TYPES, List.of(), 1, THEN)
                .setFalse(ACCEPTED, Reason.QUOTA_EXCEEDED, "x".repeat(3000))
                .list();

        assertThat(conditions)
                .allSatisfy(
                        condition -> assertThat(condition.getMessage().length()).isLessThanOrEqualTo(1024));
    }

    @Test
    void aTypeTheKindDoesNotHaveIsAProgrammingError() {
        Conditions conditions = Conditions.evaluate(TYPES, List.of(), 1, THEN);

        assertThatThrownBy(() -> conditions.setTrue(ConditionType.FEASIBLE, Reason.CREATED, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Feasible");
    }

    private static List<Condition> allTrue(List<Condition> previous, Instant now) {
        return Conditions.evaluate(TYPES, previous, 3, now)
                .setTrue(ACCEPTED, Reason.ADMITTED, "")
                .setTrue(WITHIN_LIMITS, Reason.WITHIN_LIMITS, "")
                .setTrue(DELIVERED, Reason.APPLIED, "")
                .setTrue(HEALTHY, Reason.ALL_HEALTHY, "")
                .list();
    }
}
