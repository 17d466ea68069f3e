// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** GPUs of one family: quantities rounded up for people, units (1 GPU = 8400) exact. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GpuUsage(
        @Description("GPUs of the family that may be in use, in whole GPUs; absent when no limit applies.") @Nullable
        Long limit,

        @Description("GPUs in use, a Kubernetes quantity rounded up to thousandths.") @Nullable
        Quantity used,

        @Description("GPUs set aside for what is being provisioned, rounded up to thousandths.") @Nullable
        Quantity reserved,

        @Description("Exact use in units, 8400 of which are one GPU.") @Nullable
        Long usedUnits) {}
