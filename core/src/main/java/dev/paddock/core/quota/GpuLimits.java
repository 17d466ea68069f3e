// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code gpuLimits} of one level. An absent family is unlimited, 0 forbids it, and {@code *} limits each family
 * without a key of its own (api.md 7.1, Q1).
 */
public record GpuLimits(Map<String, Long> byFamily) {
    public static final GpuLimits UNLIMITED = new GpuLimits(Map.of());

    public GpuLimits {
        SortedMap<String, Long> normalised = new TreeMap<>();
        // Admission refuses two spellings of one family; should one slip through, the tighter limit binds.
        byFamily.forEach((family, limit) -> normalised.merge(GpuFamily.normalise(family), limit, Math::min));
        byFamily = java.util.Collections.unmodifiableSortedMap(normalised);
    }

    public Optional<GpuAmount> limit(String family) {
        Long limit = byFamily.get(family);
        Long effective = limit == null ? byFamily.get(GpuFamily.ANY) : limit;
        return Optional.ofNullable(effective).map(GpuAmount::ofGpus);
    }
}
