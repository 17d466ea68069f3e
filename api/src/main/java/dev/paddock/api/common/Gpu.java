// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** GPUs of one node. {@code gpuCount} and {@code gpuMemory} are aliases of {@code count} and {@code memoryMiB}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.count) || has(self.gpuCount)",
        message = "GPUs per node",
        reason = "FieldValueRequired",
        fieldPath = ".count")
@ValidationRule(
        value = "!has(self.count) || !has(self.gpuCount) || self.count == self.gpuCount",
        message = "conflicts with count",
        reason = "FieldValueInvalid",
        fieldPath = ".gpuCount")
@ValidationRule(
        value = "!has(self.memoryMiB) || !has(self.gpuMemory) || self.memoryMiB == self.gpuMemory",
        message = "conflicts with memoryMiB",
        reason = "FieldValueInvalid",
        fieldPath = ".gpuMemory")
public record Gpu(
        @Description("GPU family, such as NVIDIA-A100; spellings are normalised before limits are compared.")
        @Required
        @Size(min = 1, max = 63)
        String family,

        @Description("GPUs per node, 1 to 16.") @Nullable @Min(1) @Max(16)
        Integer count,

        @Description("Alias of count; if both are set they must be equal.") @Nullable @Min(1) @Max(16)
        Integer gpuCount,

        @Description("Memory of one GPU in MiB.") @Nullable @Min(1)
        Integer memoryMiB,

        @Description("Alias of memoryMiB; if both are set they must be equal.") @Nullable @Min(1)
        Integer gpuMemory,

        @Description("How one GPU serves several pods. Not yet supported: modes other than None are refused.") @Nullable
        GpuSharing sharing) {
    /** Devices per node, under either name; the schema makes one of them required. */
    public int devices() {
        Integer written = count != null ? count : gpuCount;
        return written == null ? 0 : written;
    }

    /** Memory of one device, under either name. */
    public @Nullable Integer deviceMemoryMiB() {
        return memoryMiB != null ? memoryMiB : gpuMemory;
    }
}
