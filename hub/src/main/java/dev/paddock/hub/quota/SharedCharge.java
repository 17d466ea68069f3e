// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.quota;

import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.LevelKey;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.hub.cache.HubCache;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the pods of a deployment count (api.md 7.1, Q4 and Q8). A cluster made by a pool is charged whole to the Project
 * that owns it: that Project's deployments cost nothing more there; another Project's count for that Project, and not a
 * second time for the Tenant. On a cluster nobody owns they count everywhere.
 */
final class SharedCharge {
    private final HubCache cache;
    private final TenancyLookup tenancies;

    SharedCharge(HubCache cache, TenancyLookup tenancies) {
        this.cache = cache;
        this.tenancies = tenancies;
    }

    List<Level> levels(WorkloadDeployment deployment) {
        String namespace = deployment.getMetadata().getNamespace();
        Tenancy tenancy = tenancies.of(namespace);
        List<Level> all = tenancy.levels(profile(deployment));
        String owner = ownerOfClusters(deployment);
        if (owner.isEmpty()) {
            return all;
        }
        return owner.equals(namespace)
                ? List.of()
                : all.stream()
                        .filter(level -> level.key().kind() != LevelKey.Kind.Tenant)
                        .toList();
    }

    /** The Project whose pool made the clusters; empty if there is none, or if not all are of one pool. */
    private String ownerOfClusters(WorkloadDeployment deployment) {
        List<String> owners = deployment.getSpec().clusterNames().stream()
                .map(name -> cache.find(ManagedCluster.class, "", name)
                        .map(SharedCharge::owner)
                        .orElse(""))
                .distinct()
                .toList();
        return owners.size() == 1 ? owners.getFirst() : "";
    }

    private static String owner(ManagedCluster cluster) {
        Map<String, String> labels = cluster.getMetadata().getLabels();
        return labels != null && "pool".equals(labels.get(Labels.ORIGIN))
                ? labels.getOrDefault(Labels.PROJECT_NAME, "")
                : "";
    }

    private @Nullable Reference profile(WorkloadDeployment deployment) {
        Map<String, String> labels = deployment.getMetadata().getLabels();
        String platform = labels == null ? null : labels.get(Labels.DEPLOYMENT);
        return platform == null
                ? null
                : cache.find(MLPlatform.class, deployment.getMetadata().getNamespace(), platform)
                        .map(found -> found.getSpec().computeProfileRef())
                        .orElse(null);
    }
}
