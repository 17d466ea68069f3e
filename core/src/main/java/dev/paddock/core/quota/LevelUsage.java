// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is held at one level, family by family, for the status of a Tenant, Project or ComputeProfile and of the owners
 * themselves.
 */
public record LevelUsage(SortedMap<String, Family> families) {
    /** The holding of one family: {@code used} exists, {@code reserved} is granted and not yet there. */
    public record Family(GpuAmount used, GpuAmount reserved) {
        Family plus(LedgerEntry entry) {
            return new Family(used.plus(entry.used()), reserved.plus(entry.reserved()));
        }

        public GpuAmount held() {
            return used.plus(reserved);
        }
    }

    public LevelUsage {
        families = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(families));
    }

    public static LevelUsage of(Collection<LedgerEntry> entries) {
        SortedMap<String, Family> families = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            Family before = families.getOrDefault(entry.family(), new Family(GpuAmount.NONE, GpuAmount.NONE));
            families.put(entry.family(), before.plus(entry));
        }
        return new LevelUsage(families);
    }

    /** The families held beyond their limit, as {@code NVIDIA-A100: used 6, limit 4}; empty when within limits. */
    public List<String> beyond(GpuLimits limits) {
        List<String> over = new ArrayList<>();
        for (Map.Entry<String, Family> family : families.entrySet()) {
            GpuAmount held = family.getValue().held();
            limits.limit(family.getKey()).ifPresent(limit -> {
                if (held.compareTo(limit) > 0) {
                    over.add("%s: used %s, limit %s".formatted(family.getKey(), held, limit));
                }
            });
        }
        return over;
    }
}
