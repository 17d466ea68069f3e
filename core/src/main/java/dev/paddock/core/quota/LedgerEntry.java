// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one object holds of one family.
 *
 * @param units all that is held, whether there already or only granted
 * @param used the part of it that exists: nodes of a cluster, bound pods
 * @param levels where it counts; an application on another Project's cluster does not count at the Tenant a second time
 */
public record LedgerEntry(
        Owner owner, String family, GpuAmount units, GpuAmount used, SortedSet<LevelKey> levels, State state) {
    /** How far the holding has come. */
    public enum State {
        Reserved,
        Used,
        Releasing
    }

    public LedgerEntry {
        levels = Collections.unmodifiableSortedSet(new TreeSet<>(levels));
        if (used.compareTo(units) > 0) {
            throw new IllegalArgumentException(owner + " uses " + used + " of " + units + " " + family);
        }
    }

    public static LedgerEntry reserved(Owner owner, String family, GpuAmount units, Set<LevelKey> levels) {
        return new LedgerEntry(owner, family, units, GpuAmount.NONE, new TreeSet<>(levels), State.Reserved);
    }

    public LedgerEntry withUsed(GpuAmount nowUsed) {
        GpuAmount bounded = nowUsed.compareTo(units) > 0 ? units : nowUsed;
        return new LedgerEntry(owner, family, units, bounded, levels, bounded.isNone() ? State.Reserved : State.Used);
    }

    public LedgerEntry releasing() {
        return new LedgerEntry(owner, family, units, used, levels, State.Releasing);
    }

    public GpuAmount reserved() {
        return units.minus(used);
    }
}
