// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import dev.paddock.api.common.GpuUsage;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns holdings into {@code status.gpu} and back. The status is what a restarted hub rebuilds its ledger from, so what is
 * read back is never less than what was written.
 */
public final class GpuReport {
    private GpuReport() {}

    /** The status of an owner, or of a level without limits. */
    public static SortedMap<String, GpuUsage> of(Collection<LedgerEntry> entries) {
        return of(entries, GpuLimits.UNLIMITED, false);
    }

    /** The status of a level: also families that are limited but not held. */
    public static SortedMap<String, GpuUsage> of(Collection<LedgerEntry> entries, GpuLimits limits) {
        return of(entries, limits, true);
    }

    /** The entries that a status stands for. */
    public static List<LedgerEntry> entries(Owner owner, Map<String, GpuUsage> status, Set<LevelKey> levels) {
        SortedSet<LevelKey> keys = new TreeSet<>(levels);
        List<LedgerEntry> entries = new ArrayList<>();
        status.forEach((family, usage) -> {
            GpuAmount used = usage.usedUnits() == null ? amount(usage.used()) : new GpuAmount(usage.usedUnits());
            GpuAmount units = used.plus(amount(usage.reserved()));
            if (!units.isNone()) {
                entries.add(LedgerEntry.reserved(owner, GpuFamily.normalise(family), units, keys)
                        .withUsed(used));
            }
        });
        return entries;
    }

    private static SortedMap<String, GpuUsage> of(
            Collection<LedgerEntry> entries, GpuLimits limits, boolean showUnusedLimits) {
        SortedMap<String, GpuUsage> report = new TreeMap<>();
        LevelUsage.of(entries)
                .families()
                .forEach((family, held) -> report.put(
                        family,
                        new GpuUsage(
                                limits.limit(family)
                                        .map(limit -> limit.units() / GpuAmount.UNITS_PER_GPU)
                                        .orElse(null),
                                new Quantity(held.used().quantity()),
                                new Quantity(held.reserved().quantity()),
                                held.used().units())));
        if (showUnusedLimits) {
            limits.byFamily()
                    .forEach((family, limit) ->
                            report.putIfAbsent(family, new GpuUsage(limit, new Quantity("0"), new Quantity("0"), 0L)));
            report.remove(GpuFamily.ANY);
        }
        return report;
    }

    private static GpuAmount amount(@Nullable Quantity quantity) {
        return quantity == null ? GpuAmount.NONE : GpuAmount.ofQuantity(quantity.toString());
    }
}
