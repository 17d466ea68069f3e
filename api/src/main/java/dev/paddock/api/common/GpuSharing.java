// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How one GPU serves several pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GpuSharing(
        @Nullable Mode mode,
        @Nullable @Min(2) @Max(48) Integer replicas,
        @Nullable @Size(min = 1, max = 63) String migConfig) {

    /** Ways to share one device. */
    public enum Mode {
        NONE("None"),
        TIME_SLICE("TimeSlice"),
        MPS("MPS"),
        MIG("MIG"),
        HAMI("HAMi");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
