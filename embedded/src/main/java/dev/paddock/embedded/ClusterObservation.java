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

    /** True if its node runs containers, false if its nodes, if any, are simulated. */
    public boolean containers() {
        return record.spec().containerNode() != null;
    }

    /** Number of nodes asked for. */
    public int nodes() {
        if (containers()) {
            return 1;
        }
        return record.spec().nodePools().stream()
                .mapToInt(SimulatedNodePool::nodes)
                .sum();
    }
}
