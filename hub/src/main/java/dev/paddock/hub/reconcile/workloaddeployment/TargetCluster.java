// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterStatus;
import dev.paddock.api.ocm.ManagedClusterStatus.ClusterClaim;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.core.workload.ClusterGpus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery needs to know of a cluster.
 *
 * @param dedicated whether it belongs to one deployment alone; a cluster that does not say so is shared
 * @param version of its API server; blank until it has reported
 * @param gpus what it offers
 * @param available whether its agent answers
 * @param silentSince when its agent was given up, because it had stopped to renew its lease; empty while it is not
 * @param leaving whether it is being detached
 * @param claims what it says of itself, by name
 */
record TargetCluster(
        String name,
        boolean dedicated,
        String version,
        ClusterGpus gpus,
        boolean available,
        Optional<String> silentSince,
        boolean leaving,
        Map<String, String> claims) {

    TargetCluster {
        claims = Map.copyOf(claims);
    }

    /** One that claims nothing of itself. */
    TargetCluster(
            String name,
            boolean dedicated,
            String version,
            ClusterGpus gpus,
            boolean available,
            Optional<String> silentSince,
            boolean leaving) {
        this(name, dedicated, version, gpus, available, silentSince, leaving, Map.of());
    }

    private static final String VERSION_CLAIM = "kubeversion.open-cluster-management.io";

    static TargetCluster of(ManagedCluster cluster) {
        ManagedClusterStatus status = cluster.getStatus();
        Map<String, String> labels = cluster.getMetadata().getLabels() == null
                ? Map.of()
                : cluster.getMetadata().getLabels();
        List<ClusterClaim> claims = status == null ? List.of() : status.clusterClaims();
        Map<String, String> byName = claims.stream()
                .collect(Collectors.toMap(ClusterClaim::name, ClusterClaim::value, (first, last) -> last));
        List<Condition> conditions = status == null ? List.of() : status.conditions();
        return new TargetCluster(
                cluster.getMetadata().getName(),
                "dedicated".equalsIgnoreCase(labels.get(Labels.MODE)),
                version(status, claims),
                ClusterGpus.ofClaims(byName),
                availability(conditions, "True").isPresent(),
                availability(conditions, "Unknown").map(Condition::getLastTransitionTime),
                cluster.getMetadata().getDeletionTimestamp() != null,
                byName);
    }

    private static Optional<Condition> availability(List<Condition> conditions, String status) {
        return conditions.stream()
                .filter(condition -> OcmNames.CONDITION_AVAILABLE.equals(condition.getType())
                        && status.equals(condition.getStatus()))
                .findFirst();
    }

    private static String version(@Nullable ManagedClusterStatus status, List<ClusterClaim> claims) {
        Optional<String> claimed = claims.stream()
                .filter(claim -> VERSION_CLAIM.equals(claim.name()))
                .map(ClusterClaim::value)
                .findFirst();
        if (claimed.isPresent() || status == null || status.version() == null) {
            return claimed.orElse("");
        }
        String reported = status.version().kubernetes();
        return reported == null ? "" : reported;
    }
}
