// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatform;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What else the asker may see on the hub: children of the object, what it refers to, and what was reported of it. */
public record Surroundings(
        List<MLPlatform> platforms,
        List<ComputePool> pools,
        List<WorkloadDeployment> deployments,
        List<Environment> environments,
        List<Workload> workloads,
        List<WorkloadProfile> workloadProfiles,
        List<ClusterProfile> clusterProfiles,
        List<ManagedCluster> clusters,
        List<Event> events) {
    public Surroundings {
        platforms = List.copyOf(platforms);
        pools = List.copyOf(pools);
        deployments = List.copyOf(deployments);
        environments = List.copyOf(environments);
        workloads = List.copyOf(workloads);
        workloadProfiles = List.copyOf(workloadProfiles);
        clusterProfiles = List.copyOf(clusterProfiles);
        clusters = List.copyOf(clusters);
        events = List.copyOf(events);
    }

    static <T extends HasMetadata> Optional<T> find(Collection<T> objects, String namespace, String name) {
        return objects.stream()
                .filter(object -> name.equals(object.getMetadata().getName()))
                .filter(object -> namespace.isEmpty()
                        || namespace.equals(object.getMetadata().getNamespace()))
                .findFirst();
    }

    static List<String> names(Collection<? extends HasMetadata> objects) {
        return objects.stream()
                .map(object -> object.getMetadata().getName())
                .distinct()
                .sorted()
                .toList();
    }
}
