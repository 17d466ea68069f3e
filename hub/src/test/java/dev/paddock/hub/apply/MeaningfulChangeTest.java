// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeaningfulChangeTest {

    private static final ConfigMap BEFORE = new ConfigMapBuilder()
            .withNewMetadata()
            .withName("x")
            .withGeneration(1L)
            .withResourceVersion("1")
            .endMetadata()
            .build();

    static Stream<ConfigMap> wishes() {
        return Stream.of(
                changed().editMetadata().withGeneration(2L).endMetadata().build(),
                changed()
                        .editMetadata()
                        .addToAnnotations("palette.ai/retry", "1")
                        .endMetadata()
                        .build(),
                changed()
                        .editMetadata()
                        .addToLabels("palette.ai/pool", "p")
                        .endMetadata()
                        .build(),
                changed()
                        .editMetadata()
                        .addToFinalizers("mural.sh/delivery-cleanup")
                        .endMetadata()
                        .build(),
                changed()
                        .editMetadata()
                        .withDeletionTimestamp("2026-01-01T00:00:00Z")
                        .endMetadata()
                        .build());
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void aWishPasses(ConfigMap now) {
        assertThat(new MeaningfulChange().accept(now, BEFORE)).isTrue();
    }

    @Test
    void aReportDoesNot() {
        assertThat(new MeaningfulChange().accept(changed().build(), BEFORE)).isFalse();
    }

    /** Every write has a new resource version. */
    private static ConfigMapBuilder changed() {
        return new ConfigMapBuilder(BEFORE)
                .editMetadata()
                .withResourceVersion("2")
                .endMetadata();
    }
}
