// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.core.artifact.RetiredArtifacts.Retention;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionSettingsTest {

    @Test
    void whatIsNotSaidIsThirtyDaysAndThree() {
        assertThat(RetentionSettings.of(Map.of())).isEqualTo(new Retention(Duration.ofDays(30), 3));
        assertThat(RetentionSettings.of(Map.of("artifactRetentionDays", " 90 ", "artifactHistory", "0")))
                .isEqualTo(new Retention(Duration.ofDays(90), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"90d", "-1", "1.5", "100000"})
    void whatIsNoNumberIsRefusedAndNotTakenForTheDefault(String value) {
        assertThatThrownBy(() -> RetentionSettings.of(Map.of("artifactRetentionDays", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data.artifactRetentionDays: Invalid value: \"" + value
                        + "\": must be a whole number from 0 to 99999");
    }
}
