// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.Workload;
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
 * @param installsReleases whether charts go there as HelmReleases: a controller installs them, and nothing has to be counted or confined,
 *     since the cluster belongs to one deployment alone
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
        boolean installsReleases,
        Map<String, String> claims) {

    /** The value of {@link Annotations#CHARTS}. */
    static final String RELEASES = "releases";

    private static final String VERSION_CLAIM = "kubeversion.open-cluster-management.io";

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
            boolean leaving,
            boolean installsReleases) {
        this(name, dedicated, version, gpus, available, silentSince, leaving, installsReleases, Map.of());
    }

    static TargetCluster of(ManagedCluster cluster) {
        ManagedClusterStatus status = cluster.getStatus();
        Map<String, String> labels = cluster.getMetadata().getLabels() == null
                ? Map.of()
                : cluster.getMetadata().getLabels();
        List<ClusterClaim> claims = status == null ? List.of() : status.clusterClaims();
        Map<String, String> byName = claims.stream()
                .collect(Collectors.toMap(ClusterClaim::name, ClusterClaim::value, (first, last) -> last));
        List<Condition> conditions = status == null ? List.of() : status.conditions();
        boolean dedicated = "dedicated".equalsIgnoreCase(labels.get(Labels.MODE));
        return new TargetCluster(
                cluster.getMetadata().getName(),
                dedicated,
                version(status, claims),
                ClusterGpus.ofClaims(byName),
                availability(conditions, "True").isPresent(),
                availability(conditions, "Unknown").map(Condition::getLastTransitionTime),
                cluster.getMetadata().getDeletionTimestamp() != null,
                dedicated && claims.stream().anyMatch(claim -> OcmNames.CLAIM_HELM_CONTROLLER.equals(claim.name())),
                byName);
    }

    /** As it was for what it has already: going over to the other way would delete what runs, volumes included, to make it anew. */
    TargetCluster asFirstDelivered(Optional<Workload> there) {
        boolean installs = dedicated
                && there.map(Workload::getMetadata)
                        .map(metadata -> metadata.getAnnotations() == null
                                ? Map.<String, String>of()
                                : metadata.getAnnotations())
                        .map(annotations -> RELEASES.equals(annotations.get(Annotations.CHARTS)))
                        .orElse(installsReleases);
        return new TargetCluster(name, dedicated, version, gpus, available, silentSince, leaving, installs, claims);
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
