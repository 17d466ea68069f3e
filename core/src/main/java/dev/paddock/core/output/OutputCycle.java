// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds the way from a deployment through the outputs it reads back to itself. */
public final class OutputCycle {
    private final DeploymentName start;
    private final Function<DeploymentName, Set<DeploymentName>> reads;
    private final Set<DeploymentName> seen = new HashSet<>();

    private OutputCycle(DeploymentName start, Function<DeploymentName, Set<DeploymentName>> reads) {
        this.start = start;
        this.reads = reads;
    }

    /**
     * @param reads whom a deployment reads; nobody for one that does not exist
     * @return the deployments on the way, the first also last; empty when there is none
     */
    public static List<DeploymentName> of(DeploymentName start, Function<DeploymentName, Set<DeploymentName>> reads) {
        return new OutputCycle(start, reads).from(start);
    }

    private List<DeploymentName> from(DeploymentName here) {
        Set<DeploymentName> sorted = new TreeSet<>(Comparator.comparing(DeploymentName::toString));
        sorted.addAll(reads.apply(here));
        for (DeploymentName next : sorted) {
            List<DeploymentName> rest = next.equals(start) ? List.of(start) : seen.add(next) ? from(next) : List.of();
            if (!rest.isEmpty()) {
                List<DeploymentName> way = new ArrayList<>(List.of(here));
                way.addAll(rest);
                return way;
            }
        }
        return List.of();
    }
}
