// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.embedded.ClusterRecord;
import dev.paddock.embedded.ClusterSpec;
import java.util.Map;
import java.util.Optional;

/** What each spoke should be. The kind of a spoke's nodes is decided when it is made, and for good. */
final class Spokes {
    private final LocalFleet fleet;
    private final Map<String, Integer> gpus;
    private final boolean containersForNew;

    Spokes(LocalFleet fleet, Map<String, Integer> gpus, boolean containersForNew) {
        this.fleet = fleet;
        this.gpus = gpus;
        this.containersForNew = containersForNew;
    }

    /** True if the node of this spoke runs, or is to run, containers. */
    boolean containers(String name) {
        return known(name).map(spec -> spec.containerNode() != null).orElse(containersForNew);
    }

    ClusterSpec spec(String name) {
        String version = fleet.clusters().kubernetesVersion();
        return containers(name)
                ? new ClusterSpec(version, GpuRequest.containerNode(gpus))
                : new ClusterSpec(version, GpuRequest.pools(gpus));
    }

    private Optional<ClusterSpec> known(String name) {
        return fleet.clusters()
                .record(name)
                .filter(found -> found.desired() != ClusterRecord.Desired.DELETED)
                .map(ClusterRecord::spec);
    }
}
