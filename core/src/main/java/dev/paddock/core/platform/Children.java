// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.DeletePolicy;
import dev.paddock.api.meta.DeletionPolicy;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentSpec;
import dev.paddock.api.palette.ClusterDeployment;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputePoolSpec;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformSpec;
import dev.paddock.core.pool.PoolObjects;
import dev.paddock.core.pool.PoolTimeouts;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.core.revision.ProfileChooser;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The objects a platform makes: a ComputePool and a WorkloadDeployment, both of its own name. Only what the platform
 * decides is set, so that applying them again changes nothing else.
 */
public final class Children {
    private Children() {}

    static ComputePool pool(MLPlatform platform, ClusterSpec cluster, Tenancy tenancy) {
        MLPlatformSpec spec = platform.getSpec();
        boolean dedicated = PlatformDecider.isDedicated(spec);
        Reference profile = Objects.requireNonNull(spec.clusterProfileRef(), "rows 5 and 8");
        ComputePool pool = new ComputePool();
        ObjectMetaBuilder meta = new ObjectMetaBuilder()
                .withName(platform.getMetadata().getName())
                .withNamespace(platform.getMetadata().getNamespace())
                .withLabels(labels(platform))
                .withAnnotations(annotations(platform, tenancy));
        if (dedicated) {
            // A shared pool outlives its platform, also when that is deleted with its dependents.
            meta.withOwnerReferences(owner(platform));
        }
        pool.setMetadata(meta.build());
        pool.setSpec(new ComputePoolSpec(
                null,
                new Reference(profile.name(), profile.namespaceOr(Namespaces.SYSTEM)),
                cluster.scalingPolicyRef(),
                variant(cluster, dedicated, policy(spec))));
        return pool;
    }

    /**
     * What a deployment becomes when its platform changes and stays where it is. What others have written on it stays.
     *
     * @param there the deployment as it is; not changed
     */
    public static WorkloadDeployment deployment(MLPlatform platform, WorkloadDeployment there) {
        Reference environment = there.getSpec().environmentRef();
        WorkloadDeployment wanted = deployment(
                platform,
                environment.namespaceOr(there.getMetadata().getNamespace()),
                environment.name(),
                there.getSpec().clusterNames());
        Map<String, String> annotations =
                new TreeMap<>(Objects.requireNonNullElse(there.getMetadata().getAnnotations(), Map.of()));
        annotations.keySet().removeAll(List.of(Labels.PLATFORM_VERSION, Annotations.AUTO_UPDATE));
        annotations.putAll(revisionAnnotations(platform));
        wanted.setMetadata(new ObjectMetaBuilder(there.getMetadata())
                .withAnnotations(annotations)
                .addToLabels(labels(platform))
                .build());
        return wanted;
    }

    static WorkloadDeployment deployment(
            MLPlatform platform, String environmentNamespace, String environmentName, List<String> clusters) {
        MLPlatformSpec spec = platform.getSpec();
        String namespace = platform.getMetadata().getNamespace();
        ProfileReference profile = Objects.requireNonNull(spec.workloadProfileRef(), "row 2");
        WorkloadDeployment deployment = new WorkloadDeployment();
        deployment.setMetadata(new ObjectMetaBuilder()
                .withName(platform.getMetadata().getName())
                .withNamespace(namespace)
                .withLabels(labels(platform))
                .withAnnotations(revisionAnnotations(platform))
                .withOwnerReferences(owner(platform))
                .build());
        deployment.setSpec(new WorkloadDeploymentSpec(
                new ProfileReference(profile.name(), profile.namespaceOr(Namespaces.SYSTEM), profile.revision()),
                null,
                new Reference(environmentName, environmentNamespace),
                clusters,
                spec.variables(),
                TargetNamespace.of(
                        spec.targetNamespace(),
                        namespace,
                        platform.getMetadata().getName()),
                spec.suspended()));
        return deployment;
    }

    /** The pool as its platform leaves it behind: the same, but nobody's. */
    public static ComputePool released(ComputePool pool) {
        Map<String, String> annotations = new TreeMap<>();
        for (String kept : List.of(Annotations.RETRY, PoolTimeouts.ANNOTATION, PoolObjects.COMPUTE_PROFILE)) {
            String value = pool.getMetadata().getAnnotations() == null
                    ? null
                    : pool.getMetadata().getAnnotations().get(kept);
            if (value != null) {
                annotations.put(kept, value);
            }
        }
        ComputePool released = new ComputePool();
        released.setMetadata(new ObjectMetaBuilder()
                .withName(pool.getMetadata().getName())
                .withNamespace(pool.getMetadata().getNamespace())
                .withLabels(Map.of(Labels.PROJECT_NAME, pool.getMetadata().getNamespace()))
                .withAnnotations(annotations)
                .build());
        released.setSpec(pool.getSpec());
        return released;
    }

    /** Names the try the pool is to make: a new generation or retry of the platform starts the pool's timeouts anew. */
    static String tryOf(MLPlatform platform) {
        Map<String, String> annotations = platform.getMetadata().getAnnotations();
        String retry = annotations == null ? null : annotations.get(Annotations.RETRY);
        return "generation-" + platform.getMetadata().getGeneration() + (retry == null ? "" : "-" + retry);
    }

    private static Map<String, String> labels(MLPlatform platform) {
        Map<String, String> labels = new TreeMap<>(); // in one order, so that equal objects read equal
        labels.put(Labels.DEPLOYMENT, platform.getMetadata().getName());
        labels.put(Labels.PROJECT_NAME, platform.getMetadata().getNamespace());
        return labels;
    }

    /** What makes the deployment take another revision of its profile though the reference stays the same. */
    private static Map<String, String> revisionAnnotations(MLPlatform platform) {
        Map<String, String> annotations = new TreeMap<>();
        if (platform.getSpec().version() != null) {
            annotations.put(Labels.PLATFORM_VERSION, platform.getSpec().version());
        }
        if (ProfileChooser.followsProfile(platform)) {
            annotations.put(Annotations.AUTO_UPDATE, "true");
        }
        return annotations;
    }

    private static Map<String, String> annotations(MLPlatform platform, Tenancy tenancy) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(Annotations.RETRY, tryOf(platform));
        if (tenancy.choose(platform.getSpec().computeProfileRef()) instanceof Tenancy.Choice.Chosen(var profile)) {
            annotations.put(
                    PoolObjects.COMPUTE_PROFILE,
                    profile.getMetadata().getNamespace() + "/"
                            + profile.getMetadata().getName());
        }
        if (platform.getSpec().timeouts() != null) {
            annotations.put(
                    PoolTimeouts.ANNOTATION,
                    PoolTimeouts.write(platform.getSpec().timeouts()));
        }
        return annotations;
    }

    private static DeletionPolicy policy(MLPlatformSpec spec) {
        boolean keeps = !PlatformDecider.isDedicated(spec) || spec.deletePolicy() == DeletePolicy.ORPHAN;
        return keeps ? DeletionPolicy.ORPHAN : DeletionPolicy.DELETE;
    }

    private static ComputePoolSpec.ClusterVariant variant(
            ClusterSpec cluster, boolean dedicated, DeletionPolicy policy) {
        String name = Objects.requireNonNull(cluster.name(), "a resolved cluster has a name");
        ClusterDeployment deployment = new ClusterDeployment(
                name,
                cluster.providerRef(),
                cluster.cloudName(),
                null,
                cluster.kubernetesVersion(),
                new ClusterDeployment.NodePoolRequirements(cluster.controlPlanePool(), cluster.workerPools()),
                cluster.controlPlaneResourceGroups(),
                cluster.workerResourceGroups(),
                cluster.edge(),
                cluster.sshKeys(),
                policy);
        return dedicated
                ? new ComputePoolSpec.ClusterVariant(
                        Map.of(), Map.of(), new ComputePoolSpec.Dedicated(deployment), null)
                : new ComputePoolSpec.ClusterVariant(
                        Map.of(),
                        Map.of(),
                        null,
                        new ComputePoolSpec.Shared(
                                List.of(new ComputePoolSpec.SharedCluster(entryName(name), deployment))));
    }

    /** Names of clusters within a pool are shorter than names of platforms. */
    private static String entryName(String name) {
        return name.length() <= 30 ? name : name.substring(0, 30).replaceAll("-+$", "");
    }

    private static OwnerReference owner(MLPlatform platform) {
        return new OwnerReferenceBuilder()
                .withApiVersion("palette.ai/v1alpha1")
                .withKind("MLPlatform")
                .withName(platform.getMetadata().getName())
                .withUid(platform.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }
}
