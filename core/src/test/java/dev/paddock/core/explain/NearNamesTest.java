// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {
    @ParameterizedTest
    @CsvSource({
        "prooperties, properties, 1",
        "adminUsr, adminUser, 1",
        "mlpaltform, mlplatform, 1",
        "same, same, 0",
        "'', abc, 3",
        "clearml, runai, 6"
    })
    void distanceCountsSlipsOfTheFingers(String from, String to, int distance) {
        assertThat(NearNames.distance(from, to)).isEqualTo(distance);
        assertThat(NearNames.distance(to, from)).isEqualTo(distance);
    }

    @Test
    void onlyTheNearestAreOfferedInAlphabeticalOrder() {
        assertThat(NearNames.of("prd-cluster", List.of("prod-cluster", "prb-cluster", "pre-cluster", "dev-cluster")))
                .containsExactly("prb-cluster", "pre-cluster", "prod-cluster");
    }

    @Test
    void dashesAndCaseDoNotCount() {
        assertThat(NearNames.hint("create_Namespace", List.of("createNamespace", "namespace")))
                .isEqualTo(" (did you mean \"createNamespace\"?)");
    }

    @Test
    void nothingNearIsNoHint() {
        assertThat(NearNames.hint("clearml", List.of("runai", "kubeflow"))).isEmpty();
    }
}
