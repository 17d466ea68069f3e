// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.PaletteClusterConfig;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.platform.ClusterSpecMerge;
import dev.paddock.core.quota.ClusterDemand;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.Owner;
import dev.paddock.core.quota.QuotaRequest;
import dev.paddock.core.quota.Tenancy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * New clusters that would go over a limit. A preview for the user's sake: the reconciler's reservation decides, so a race
 * that passes here is still lost there.
 */
final class QuotaRules {
    private final ClusterSpecMerge merge = new ClusterSpecMerge();

    Stream<Finding> platformExceedsLimit(Input<MLPlatform> input) {
        ClusterSpec cluster = input.object().getSpec().cluster();
        if (cluster == null) {
            return Finding.none();
        }
        Reference profile = input.object().getSpec().computeProfileRef();
        Tenancy tenancy = input.scope().tenancy(input.objects(), profile);
        ClusterSpec whole = merge.merge(cluster, defaults(tenancy, profile), Optional.empty());
        return refusals(input, "spec.cluster.workerPools", ClusterDemand.reserved(whole), tenancy.levels(profile));
    }

    Stream<Finding> poolExceedsLimit(Input<ComputePool> input) {
        if (madeByDeployment(input.object())) {
            return Finding.none(); // counted with its owner
        }
        GpuDemand demand = GpuDemand.NONE;
        List<PoolClusterPaths> clusters = PoolClusterPaths.of(input.object().getSpec());
        for (PoolClusterPaths cluster : clusters) {
            demand = demand.plus(ClusterDemand.reserved(cluster.config().clusterSpec()));
        }
        String path = clusters.size() == 1
                ? clusters.getFirst().path() + ".nodePoolRequirements.workerPools"
                : "spec.clusterVariant.shared.clusters";
        return refusals(
                input,
                path,
                demand,
                input.scope().tenancy(input.objects(), null).levels(null));
    }

    private static <T extends HasMetadata> Stream<Finding> refusals(
            Input<T> input, String path, GpuDemand demand, List<Level> levels) {
        if (demand.isNone()) {
            return Finding.none();
        }
        HasMetadata object = input.object();
        Owner owner = new Owner(
                Optional.ofNullable(object.getMetadata().getUid()).orElse(""),
                object.getKind(),
                input.namespace(),
                input.name());
        return input.ledger().preview(new QuotaRequest(owner, demand, levels, adoptable(input))).stream()
                .map(refusal -> new Finding.Denied(FieldError.forbidden(path, refusal.detail())));
    }

    /** An orphaned cluster or retained pool of the same name is taken over, so its charge is not counted twice. */
    private static <T extends HasMetadata> Set<String> adoptable(Input<T> input) {
        Set<String> uids = new HashSet<>();
        input.objects()
                .find(ComputePool.class, input.namespace(), input.name())
                .map(pool -> pool.getMetadata().getUid())
                .ifPresent(uids::add);
        for (ManagedCluster cluster : input.objects().list(ManagedCluster.class)) {
            Map<String, String> labels =
                    Optional.ofNullable(cluster.getMetadata().getLabels()).orElse(Map.of());
            if (labels.containsKey(Labels.ORPHANED)
                    && input.namespace().equals(labels.get(Labels.PROJECT_NAME))
                    && input.name().equals(labels.get(Labels.POOL))) {
                uids.add(cluster.getMetadata().getUid());
            }
        }
        return uids;
    }

    private static Optional<PaletteClusterConfig> defaults(Tenancy tenancy, @Nullable Reference profile) {
        return tenancy.choose(profile) instanceof Tenancy.Choice.Chosen(ComputeProfile chosen)
                ? Optional.ofNullable(chosen.getSpec().defaults())
                : Optional.empty();
    }

    private static boolean madeByDeployment(ComputePool pool) {
        List<OwnerReference> owners =
                Optional.ofNullable(pool.getMetadata().getOwnerReferences()).orElse(List.of());
        return owners.stream().anyMatch(owner -> Boolean.TRUE.equals(owner.getController()));
    }
}
