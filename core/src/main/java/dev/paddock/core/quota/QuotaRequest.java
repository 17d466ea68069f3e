// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import java.util.List;
import java.util.Set;

/**
 * A request to hold {@code demand} at every level of {@code levels}.
 *
 * @param levels the levels that count it, with their limits at this moment
 * @param takesOver uids of owners whose holding ends with this grant, such as an orphaned cluster being adopted; what
 *     they hold is not counted against the request
 */
public record QuotaRequest(Owner owner, GpuDemand demand, List<Level> levels, Set<String> takesOver) {
    public QuotaRequest {
        levels = levels.stream()
                .sorted(java.util.Comparator.comparing(Level::key))
                .toList();
        takesOver = Set.copyOf(takesOver);
    }

    public QuotaRequest(Owner owner, GpuDemand demand, List<Level> levels) {
        this(owner, demand, levels, Set.of());
    }
}
