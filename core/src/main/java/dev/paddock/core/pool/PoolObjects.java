// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.DeletionPolicy;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.EnvironmentPlacement;
import dev.paddock.api.mural.EnvironmentSpec;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec;
import dev.paddock.api.ocm.PlacementSpec;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.core.pool.PoolClusters.PoolMember;
import dev.paddock.core.quota.ClusterDemand;
import dev.paddock.core.quota.GpuAmount;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.Tenancy;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The objects a pool makes: a ManagedCluster for each cluster, and one Environment of its own name. */
public final class PoolObjects {
    /** On a ManagedCluster, and on the pool that makes it: the ComputeProfile at which it counts, as {@code namespace/name}. */
    public static final String COMPUTE_PROFILE = "palette.ai/compute-profile";

    private static final String DRAINING = "palette.ai/draining";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Long>> UNITS = new TypeReference<>() {};

    private PoolObjects() {}

    static ManagedCluster managedCluster(ComputePool pool, PoolMember member, Tenancy tenancy) {
        return managedCluster(pool, member, tenancy, false, false);
    }

    static ManagedCluster orphaned(ComputePool pool, PoolMember member, Tenancy tenancy) {
        return managedCluster(pool, member, tenancy, true, false);
    }

    static ManagedCluster draining(ComputePool pool, PoolMember member, Tenancy tenancy) {
        return managedCluster(pool, member, tenancy, false, true);
    }

    static boolean isDraining(ManagedCluster cluster) {
        return cluster.getSpec() != null
                && cluster.getSpec().taints().stream()
                        .anyMatch(taint -> taint.key().equals(DRAINING));
    }

    public static boolean isOrphaned(ManagedCluster cluster) {
        return "true".equals(map(cluster.getMetadata().getLabels()).get(Labels.ORPHANED));
    }

    /** Whether the cluster carries every label and annotation wanted of it, and is accepted. */
    static boolean matches(ManagedCluster there, ManagedCluster wanted) {
        return there.getSpec() != null
                && there.getSpec().accepted()
                && isOrphaned(there) == isOrphaned(wanted)
                && isDraining(there) == isDraining(wanted)
                && map(there.getMetadata().getLabels())
                        .entrySet()
                        .containsAll(wanted.getMetadata().getLabels().entrySet())
                && map(there.getMetadata().getAnnotations())
                        .entrySet()
                        .containsAll(wanted.getMetadata().getAnnotations().entrySet());
    }

    /** What a cluster counts for once its pool is gone. */
    public static GpuDemand charge(ManagedCluster cluster) {
        String written = map(cluster.getMetadata().getAnnotations()).get(Annotations.GPU_CHARGE);
        if (written == null) {
            return GpuDemand.NONE;
        }
        try {
            Map<String, GpuAmount> families = new TreeMap<>();
            JSON.readValue(written, UNITS).forEach((family, units) -> families.put(family, new GpuAmount(units)));
            return new GpuDemand(families);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "ManagedCluster %s, metadata.annotations[%s]: Invalid value: \"%s\": must be a map of families to units"
                            .formatted(cluster.getMetadata().getName(), Annotations.GPU_CHARGE, written),
                    e);
        }
    }

    static Environment environment(ComputePool pool, int clusters) {
        Environment environment = new Environment();
        environment.setMetadata(new ObjectMetaBuilder()
                .withName(pool.getMetadata().getName())
                .withNamespace(pool.getMetadata().getNamespace())
                .withLabels(Map.of(
                        Labels.MODE, mode(pool), Labels.POOL, pool.getMetadata().getName()))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("palette.ai/v1alpha1")
                        .withKind("ComputePool")
                        .withName(pool.getMetadata().getName())
                        .withUid(pool.getMetadata().getUid())
                        .withController(true)
                        .withBlockOwnerDeletion(true)
                        .build())
                .build());
        LabelSelector own = new LabelSelectorBuilder()
                .withMatchLabels(Map.of(
                        Labels.POOL, pool.getMetadata().getName(),
                        Labels.PROJECT_NAME, pool.getMetadata().getNamespace()))
                .build();
        environment.setSpec(new EnvironmentSpec(
                new EnvironmentSpec.Topology(
                        EnvironmentSpec.TopologyType.OCM,
                        new EnvironmentSpec.Properties(
                                null,
                                EnvironmentPlacement.selecting(
                                        clusters,
                                        List.of("global"),
                                        new PlacementSpec.ClusterSelector(own, null, null)),
                                replicas(pool),
                                null)),
                List.of(),
                null));
        return environment;
    }

    /** A cluster that is to be kept keeps what runs on it, too. */
    private static EnvironmentSpec.@Nullable WorkReplicaSet replicas(ComputePool pool) {
        boolean keeps = PoolClusters.isDedicated(pool)
                && PoolClusters.of(pool).stream().allMatch(member -> member.policy() == DeletionPolicy.ORPHAN);
        return keeps
                ? new EnvironmentSpec.WorkReplicaSet(
                        null,
                        null,
                        new EnvironmentSpec.WorkTemplate(new EnvironmentSpec.Lifecycle(
                                new EnvironmentSpec.SpokeNamespace(true, true),
                                new EnvironmentSpec.OrphanChoice(true))),
                        null)
                : null;
    }

    private static ManagedCluster managedCluster(
            ComputePool pool, PoolMember member, Tenancy tenancy, boolean orphaned, boolean draining) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(Labels.POOL, pool.getMetadata().getName());
        labels.put(Labels.PROJECT_NAME, pool.getMetadata().getNamespace());
        tenancy.tenant()
                .ifPresent(tenant ->
                        labels.put(Labels.TENANT_NAME, tenant.getMetadata().getName()));
        labels.put(Labels.MODE, mode(pool));
        labels.put(Labels.ORIGIN, "pool");
        if (orphaned) {
            labels.put(Labels.ORPHANED, "true");
        }
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(Annotations.GPU_CHARGE, write(ClusterDemand.reserved(member.spec())));
        if (tenancy.choose(profileRef(pool)) instanceof Tenancy.Choice.Chosen(ComputeProfile profile)) {
            annotations.put(
                    COMPUTE_PROFILE,
                    profile.getMetadata().getNamespace() + "/"
                            + profile.getMetadata().getName());
        }
        ManagedCluster cluster = new ManagedCluster();
        cluster.setMetadata(new ObjectMetaBuilder()
                .withName(member.key())
                .withLabels(labels)
                .withAnnotations(annotations)
                .build());
        List<ManagedClusterSpec.Taint> taints = draining
                ? List.of(new ManagedClusterSpec.Taint(DRAINING, null, ManagedClusterSpec.TaintEffect.NO_SELECT, null))
                : List.of();
        cluster.setSpec(ManagedClusterSpec.joined(taints));
        return cluster;
    }

    /** The ComputeProfile that the pool's MLPlatform resolved to; null for one that was made without. */
    public static @Nullable Reference profileRef(ComputePool pool) {
        String written = map(pool.getMetadata().getAnnotations()).get(COMPUTE_PROFILE);
        int slash = written == null ? -1 : written.indexOf('/');
        return written == null || slash < 0
                ? null
                : new Reference(written.substring(slash + 1), written.substring(0, slash));
    }

    private static String write(GpuDemand demand) {
        Map<String, Long> units = new TreeMap<>();
        demand.families().forEach((family, amount) -> units.put(family, amount.units()));
        try {
            return JSON.writeValueAsString(units);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of numbers is always JSON", e);
        }
    }

    private static String mode(ComputePool pool) {
        return PoolClusters.isDedicated(pool) ? Mode.DEDICATED.text() : Mode.SHARED.text();
    }

    private static Map<String, String> map(@Nullable Map<String, String> written) {
        return written == null ? Map.of() : written;
    }
}
