// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** GPUs of one family: quantities rounded up for people, units (1 GPU = 8400) exact. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GpuUsage(
        @Nullable Long limit,
        @Nullable Quantity used,
        @Nullable Quantity reserved,
        @Nullable Long usedUnits) {}
