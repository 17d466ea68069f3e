// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.meta.DeletionPolicy;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.palette.ClusterDeployment;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputePoolSpec;
import dev.paddock.api.palette.ComputePoolSpec.ClusterVariant;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The clusters of a pool, however its spec is written, and the names they have everywhere else. */
public final class PoolClusters {
    private PoolClusters() {}

    /**
     * One cluster of a pool.
     *
     * @param name within the pool
     * @param key the name of its ManagedCluster and its key at the provider
     * @param step the {@code cluster} of its timeline entries: empty in a dedicated pool, which has but one
     */
    public record PoolMember(String name, String key, String step, ClusterSpec spec, DeletionPolicy policy) {}

    public static boolean isDedicated(ComputePool pool) {
        return pool.getSpec().clusterVariant().dedicated() != null;
    }

    public static List<PoolMember> of(ComputePool pool) {
        ClusterVariant variant = pool.getSpec().clusterVariant();
        String base =
                pool.getMetadata().getNamespace() + "-" + pool.getMetadata().getName();
        List<PoolMember> members = new ArrayList<>();
        if (variant.dedicated() != null) {
            members.add(member(
                    pool.getMetadata().getName(),
                    base,
                    "",
                    variant,
                    variant.dedicated().paletteClusterDeploymentConfig()));
        }
        if (variant.shared() != null) {
            for (ComputePoolSpec.SharedCluster cluster : variant.shared().clusters()) {
                members.add(member(
                        cluster.name(),
                        base + "-" + cluster.name(),
                        cluster.name(),
                        variant,
                        cluster.paletteClusterDeploymentConfig()));
            }
        }
        return members;
    }

    /** Whether the pool belongs to an MLPlatform; one that was let go, or that a user made, does not. */
    public static boolean isChild(ComputePool pool) {
        Map<String, String> labels = pool.getMetadata().getLabels();
        return labels != null && pool.getMetadata().getName().equals(labels.get(Labels.DEPLOYMENT));
    }

    /** The same pool with every cluster kept, or every cluster deleted, when it goes. */
    public static ComputePool withDeletionPolicy(ComputePool pool, DeletionPolicy policy) {
        ClusterVariant variant = pool.getSpec().clusterVariant();
        ComputePool changed = new ComputePool();
        changed.setMetadata(new ObjectMetaBuilder(pool.getMetadata()).build());
        changed.setStatus(pool.getStatus());
        changed.setSpec(new ComputePoolSpec(
                pool.getSpec().profileBundleRef(),
                pool.getSpec().clusterProfileRef(),
                pool.getSpec().scalingPolicyRef(),
                new ClusterVariant(
                        variant.controlPlaneResourceGroups(),
                        variant.workerResourceGroups(),
                        variant.dedicated() == null
                                ? null
                                : new ComputePoolSpec.Dedicated(
                                        with(variant.dedicated().paletteClusterDeploymentConfig(), policy)),
                        variant.shared() == null
                                ? null
                                : new ComputePoolSpec.Shared(variant.shared().clusters().stream()
                                        .map(cluster -> new ComputePoolSpec.SharedCluster(
                                                cluster.name(), with(cluster.paletteClusterDeploymentConfig(), policy)))
                                        .toList()))));
        return changed;
    }

    private static PoolMember member(
            String name, String key, String step, ClusterVariant variant, ClusterDeployment deployment) {
        ClusterSpec spec = deployment.clusterSpec();
        ClusterSpec grouped = new ClusterSpec(
                spec.name(),
                spec.providerRef(),
                spec.cloudName(),
                null,
                spec.kubernetesVersion(),
                spec.controlPlanePool(),
                spec.workerPools(),
                over(spec.controlPlaneResourceGroups(), variant.controlPlaneResourceGroups()),
                over(spec.workerResourceGroups(), variant.workerResourceGroups()),
                spec.edge(),
                spec.sshKeys(),
                spec.scalingPolicyRef());
        DeletionPolicy policy =
                deployment.deletionPolicy() == null ? DeletionPolicy.DELETE : deployment.deletionPolicy();
        return new PoolMember(name, BoundedName.of(key), step, grouped, policy);
    }

    private static Map<String, String> over(Map<String, String> own, Map<String, String> pools) {
        Map<String, String> merged = new HashMap<>(pools);
        merged.putAll(own);
        return merged;
    }

    private static ClusterDeployment with(ClusterDeployment deployment, DeletionPolicy policy) {
        return new ClusterDeployment(
                deployment.name(),
                deployment.providerRef(),
                deployment.cloud(),
                deployment.cloudType(),
                deployment.kubernetesVersion(),
                deployment.nodePoolRequirements(),
                deployment.controlPlaneResourceGroups(),
                deployment.workerResourceGroups(),
                deployment.edge(),
                deployment.sshKeys(),
                policy);
    }
}
