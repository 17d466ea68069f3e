// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.value.MemoryText;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Least memory of a machine, as a number of MiB or as text with a unit. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Memory(
        @Description("Least memory of a machine in MiB, at least 512; if memory is set too they must be equal.")
        @Nullable
        @Min(512)
        Integer memoryMiB,

        @Description("Least memory as text, such as 16 GB (decimal) or 16Gi (binary), rounded down to whole MiB.")
        @Nullable
        @Size(min = 1, max = 32)
        @Pattern(MemoryText.PATTERN)
        String memory) {
    /** The amount in MiB, whichever way it was written; null when neither was. */
    public @Nullable Integer mebibytes() {
        if (memoryMiB != null) {
            return memoryMiB;
        }
        return memory == null ? null : MemoryText.mebibytes(memory);
    }
}
