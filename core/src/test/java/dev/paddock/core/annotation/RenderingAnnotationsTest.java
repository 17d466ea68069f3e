// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.paddock.core.annotation.RenderingAnnotations.Place;
import dev.paddock.core.fault.FieldError;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingAnnotationsTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            DEPLOYMENT|rendering.mural.sh/suspend|yes|metadata.annotations[rendering.mural.sh/suspend]: Invalid value: "yes": must be "true" or "false"
            DEPLOYMENT|rendering.mural.sh/kustomization-wait|True|metadata.annotations[rendering.mural.sh/kustomization-wait]: Invalid value: "True": must be "true" or "false"
            DEPLOYMENT|rendering.mural.sh/oci-interval|5 min|metadata.annotations[rendering.mural.sh/oci-interval]: Invalid value: "5 min": must be a duration such as 90s or 1h30m
            DEPLOYMENT|rendering.spectrocloud.com/oci-timeout|x|metadata.annotations[rendering.spectrocloud.com/oci-timeout]: Invalid value: "x": must be a duration such as 90s or 1h30m
            DEPLOYMENT|rendering.mural.sh/kustomization-intervall|5m|metadata.annotations[rendering.mural.sh/kustomization-intervall]: Forbidden: there is no such annotation (did you mean "kustomization-interval"?)
            DEPLOYMENT|rendering.mural.sh/field-validation|Warn|metadata.annotations[rendering.mural.sh/field-validation]: Forbidden: means nothing here; put it into spec.workload.metadata.annotations
            WORKLOAD|rendering.mural.sh/suspend|true|spec.workload.metadata.annotations[rendering.mural.sh/suspend]: Forbidden: means nothing here; put it into metadata.annotations
            WORKLOAD|rendering.mural.sh/field-validation|strict|spec.workload.metadata.annotations[rendering.mural.sh/field-validation]: Invalid value: "strict": must be Strict, Warn, Ignore
            WORKLOAD|rendering.mural.sh/resync-period|1s|spec.workload.metadata.annotations[rendering.mural.sh/resync-period]: Invalid value: "1s": must be a duration of 10s or more, such as 90s or 1h30m
            """)
    void refuses_with_field_value_and_rule(Place place, String name, String value, String expected) {
        assertThat(RenderingAnnotations.of(place, Map.of(name, value)).faults())
                .extracting(FieldError::toString)
                .containsExactly(expected);
    }

    @Test
    void has_nothing_against_others_and_against_what_only_the_alias_may_know() {
        assertThat(RenderingAnnotations.of(
                                Place.DEPLOYMENT,
                                Map.of("team", "ml", "rendering.spectrocloud.com/something-of-theirs", "1"))
                        .faults())
                .isEmpty();
    }

    @Test
    void our_prefix_wins_over_its_alias() {
        RenderingAnnotations annotations = RenderingAnnotations.of(
                Place.DEPLOYMENT,
                Map.of("rendering.mural.sh/suspend", "false", "rendering.spectrocloud.com/suspend", "true"));

        assertThat(annotations.flag(RenderingAnnotations.SUSPEND, true)).isFalse();
    }

    @Test
    void the_alias_counts_where_ours_is_not_there() {
        RenderingAnnotations annotations = RenderingAnnotations.of(
                Place.WORKLOAD,
                Map.of(
                        "rendering.spectrocloud.com/field-validation",
                        "Ignore",
                        "rendering.spectrocloud.com/resync-period",
                        "1m30s"));

        assertThat(annotations.fieldValidation()).isEqualTo(FieldValidation.IGNORE);
        assertThat(annotations.resyncPeriod()).contains(Duration.ofSeconds(90));
    }

    @Test
    void is_strict_and_asks_for_no_period_where_nothing_is_said() {
        RenderingAnnotations annotations = RenderingAnnotations.of(Place.WORKLOAD, Map.of());

        assertThat(annotations.fieldValidation()).isEqualTo(FieldValidation.STRICT);
        assertThat(annotations.resyncPeriod()).isEmpty();
        assertThat(annotations.faults()).isEmpty();
    }

    @Test
    void reading_a_value_that_is_none_is_an_error_and_never_the_default() {
        RenderingAnnotations annotations =
                RenderingAnnotations.of(Place.WORKLOAD, Map.of("rendering.mural.sh/field-validation", "loose"));

        assertThatIllegalArgumentException()
                .isThrownBy(annotations::fieldValidation)
                .withMessage("spec.workload.metadata.annotations[rendering.mural.sh/field-validation]: "
                        + "Invalid value: \"loose\": must be Strict, Warn, Ignore");
    }
}
