// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** Least number of processors of a machine. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Cpu(
        @Description("Least number of processors of a machine, at least 1.") @Nullable @Min(1)
        Integer cpuCount) {}
