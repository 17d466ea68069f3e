// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import dev.paddock.embedded.process.ProcessStatus;
import java.util.List;

/**
 * A cluster as it is now.
 *
 * @param ready all its processes run and its API server answers
 */
public record ClusterObservation(ClusterRecord record, boolean ready, List<ProcessStatus> processes) {
    public ClusterObservation {
        processes = List.copyOf(processes);
    }

    public String name() {
        return record.name();
    }

    /** Number of nodes asked for, all simulated. */
    public int nodes() {
        return record.spec().nodePools().stream()
                .mapToInt(SimulatedNodePool::nodes)
                .sum();
    }
}
