// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one object asks for: an amount for each normalised family. Families with nothing asked are absent. */
public record GpuDemand(Map<String, GpuAmount> families) {
    public static final GpuDemand NONE = new GpuDemand(Map.of());

    public GpuDemand {
        SortedMap<String, GpuAmount> normalised = new TreeMap<>();
        families.forEach((family, amount) -> {
            if (!amount.isNone()) {
                normalised.merge(GpuFamily.normalise(family), amount, GpuAmount::plus);
            }
        });
        families = Collections.unmodifiableSortedMap(normalised);
    }

    public static GpuDemand of(String family, GpuAmount amount) {
        return new GpuDemand(Map.of(family, amount));
    }

    public GpuAmount amount(String family) {
        return families.getOrDefault(family, GpuAmount.NONE);
    }

    public GpuDemand plus(GpuDemand other) {
        SortedMap<String, GpuAmount> sum = new TreeMap<>(families);
        other.families.forEach((family, amount) -> sum.merge(family, amount, GpuAmount::plus));
        return new GpuDemand(sum);
    }

    public GpuDemand times(long factor) {
        SortedMap<String, GpuAmount> product = new TreeMap<>();
        families.forEach((family, amount) -> product.put(family, amount.times(factor)));
        return new GpuDemand(product);
    }

    public boolean isNone() {
        return families.isEmpty();
    }

    /** Whether no family is asked for more than in {@code other}. */
    public boolean fitsIn(GpuDemand other) {
        return families.entrySet().stream()
                .allMatch(entry -> entry.getValue().compareTo(other.amount(entry.getKey())) <= 0);
    }
}
