// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How one GPU serves several pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.mode) || !(self.mode in ['TimeSlice', 'MPS']) || has(self.replicas)",
        messageExpression = "'mode ' + self.mode + ' needs the number of pods per device'",
        reason = "FieldValueRequired",
        fieldPath = ".replicas")
@ValidationRule(
        value = "!has(self.replicas) || (has(self.mode) && self.mode in ['TimeSlice', 'MPS'])",
        message = "only with mode TimeSlice or MPS",
        reason = "FieldValueForbidden",
        fieldPath = ".replicas")
@ValidationRule(
        value = "!has(self.mode) || self.mode != 'MIG' || has(self.migConfig)",
        message = "mode MIG needs the name of a partitioning",
        reason = "FieldValueRequired",
        fieldPath = ".migConfig")
@ValidationRule(
        value = "!has(self.migConfig) || (has(self.mode) && self.mode == 'MIG')",
        message = "only with mode MIG",
        reason = "FieldValueForbidden",
        fieldPath = ".migConfig")
public record GpuSharing(
        @Description("None (default), TimeSlice, MPS, MIG or HAMi.") @Nullable
        Mode mode,

        @Description("Pods per GPU, 2 to 48; required with TimeSlice and MPS, forbidden otherwise.")
        @Nullable
        @Min(2)
        @Max(48)
        Integer replicas,

        @Description("Name of a MIG partitioning; required with MIG, forbidden otherwise.")
        @Nullable
        @Size(min = 1, max = 63)
        String migConfig) {

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
