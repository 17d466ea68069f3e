// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TravellingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rendering.mural.sh/field-validation",
                "rendering.mural.sh/anything",
                "rendering.spectrocloud.com/resync-period",
                "kubectl.kubernetes.io/last-applied-configuration",
                "filter.mural.sh/label-keys",
                "filter.oam.dev/annotation-keys"
            })
    void what_steers_rendering_stays_behind(String key) {
        assertThat(Travelling.of(Map.of(), Map.of(key, "x", "note", "y")).annotations())
                .containsExactly(Map.entry("note", "y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter.mural.sh/", "filter.spectrocloud.com/", "filter.oam.dev/"})
    void keys_named_in_a_filter_stay_behind(String prefix) {
        Travelling travelling = Travelling.of(
                Map.of("team", "ml", "cost", "1", "tier", "a"),
                Map.of(
                        prefix + "label-keys",
                        "cost, tier",
                        prefix + "annotation-keys",
                        "secret",
                        "secret",
                        "s",
                        "a",
                        "b"));

        assertThat(travelling.labels()).containsExactly(Map.entry("team", "ml"));
        assertThat(travelling.annotations()).containsExactly(Map.entry("a", "b"));
    }

    @Test
    void a_label_filter_says_nothing_about_annotations() {
        Travelling travelling = Travelling.of(Map.of("a", "1"), Map.of("filter.mural.sh/label-keys", "a", "a", "2"));

        assertThat(travelling.labels()).isEmpty();
        assertThat(travelling.annotations()).containsExactly(Map.entry("a", "2"));
    }
}
