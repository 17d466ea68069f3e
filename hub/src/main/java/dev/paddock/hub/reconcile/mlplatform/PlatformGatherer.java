// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.mlplatform;

import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformSpec;
import dev.paddock.core.platform.Gathered;
import dev.paddock.core.platform.Gathered.ClusterView;
import dev.paddock.core.platform.Gathered.EnvironmentView;
import dev.paddock.core.pool.PoolClusters;
import dev.paddock.core.pool.PoolObjects;
import dev.paddock.core.quota.GpuAmount;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.core.revision.AskedVersion;
import dev.paddock.core.revision.ProfileChooser;
import dev.paddock.core.revision.ProfileRevision;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.cache.HubKinds;
import dev.paddock.hub.quota.TenancyLookup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads from the hub's cache everything a decision about an MLPlatform needs. Decides nothing, writes nothing. */
final class PlatformGatherer {
    private static final String GPU_CLAIM = ".gpu.palette.ai";

    private final HubCache cache;
    private final TenancyLookup tenancies;

    PlatformGatherer(HubCache cache, TenancyLookup tenancies) {
        this.cache = cache;
        this.tenancies = tenancies;
    }

    Gathered gather(MLPlatform platform, Instant now) {
        MLPlatformSpec spec = platform.getSpec();
        String namespace = platform.getMetadata().getNamespace();
        String name = platform.getMetadata().getName();
        Tenancy tenancy = tenancies.of(namespace);
        Optional<WorkloadDeployment> child = cache.find(WorkloadDeployment.class, namespace, name);
        Optional<WorkloadProfile> workload =
                Optional.ofNullable(spec.workloadProfileRef()).flatMap(ref -> profile(platform, ref, child));
        Optional<ClusterProfile> cluster = Optional.ofNullable(spec.clusterProfileRef())
                .flatMap(ref -> cache.find(ClusterProfile.class, ref.namespaceOr(Namespaces.SYSTEM), ref.name()));
        Optional<ComputePool> pool = cache.find(ComputePool.class, namespace, name);
        return new Gathered(
                platform,
                tenancy,
                workload,
                cluster,
                Optional.empty(),
                pool,
                environments(platform),
                child,
                Optional.empty(),
                adoptable(namespace, name, pool),
                now);
    }

    /** As the revision says that the platform asks for or stays on; whether there is such a one is its deployment's business. */
    private Optional<WorkloadProfile> profile(
            MLPlatform platform, ProfileReference reference, Optional<WorkloadDeployment> child) {
        String namespace = reference.namespaceOr(Namespaces.SYSTEM);
        ProfileChooser revisions = new ProfileChooser(new CachedProfiles(cache));
        return AskedVersion.of(platform, child)
                .flatMap(version -> revisions.find(namespace, reference.name(), version))
                .map(ProfileRevision::asProfile)
                .or(() -> cache.find(WorkloadProfile.class, namespace, reference.name()));
    }

    private record CachedProfiles(HubCache cache) implements ProfileChooser.Profiles {
        @Override
        public Optional<WorkloadProfile> profile(String namespace, String name) {
            return cache.find(WorkloadProfile.class, namespace, name);
        }

        @Override
        public Optional<DefinitionRevision> revision(String namespace, String name) {
            return cache.find(DefinitionRevision.class, namespace, name);
        }

        @Override
        public List<DefinitionRevision> revisions(String namespace, String profile) {
            return cache.list(DefinitionRevision.class, namespace);
        }
    }

    private List<EnvironmentView> environments(MLPlatform platform) {
        MLPlatformSpec spec = platform.getSpec();
        String namespace = platform.getMetadata().getNamespace();
        if (spec.cluster() != null || spec.mode() != Mode.SHARED) {
            return List.of();
        }
        Reference named = spec.environmentRef();
        boolean chosen =
                platform.getStatus() != null && !platform.getStatus().clusters().isEmpty();
        if (named != null) {
            return cache.find(Environment.class, named.namespaceOr(namespace), named.name()).stream()
                    .map(environment -> view(environment, chosen))
                    .toList();
        }
        return tenancies.reachable(namespace).stream()
                .map(in -> cache.list(Environment.class, in))
                .flatMap(Collection::stream)
                .filter(environment -> Mode.SHARED.text().equals(label(environment, Labels.MODE)))
                .map(environment -> view(environment, chosen))
                .toList();
    }

    /** Free GPUs and numbers of deployments matter only until a cluster is chosen; counting them is not cheap. */
    private EnvironmentView view(Environment environment, boolean chosen) {
        List<ClusterView> clusters = environment.getStatus() == null
                ? List.of()
                : environment.getStatus().decisions().stream()
                        .map(decision -> cache.find(ManagedCluster.class, "", decision.clusterName()))
                        .flatMap(Optional::stream)
                        .map(cluster -> chosen ? new ClusterView(cluster, GpuDemand.NONE, 0) : counted(cluster))
                        .toList();
        return new EnvironmentView(environment, dedicatedTo(environment), clusters);
    }

    private ClusterView counted(ManagedCluster cluster) {
        List<WorkloadDeployment> there = cache.by(
                WorkloadDeployment.class,
                HubKinds.BY_CLUSTER,
                cluster.getMetadata().getName());
        Map<String, GpuAmount> free = new TreeMap<>(inventory(cluster).families());
        for (WorkloadDeployment deployment : there) {
            if (deployment.getStatus() != null) {
                deployment
                        .getStatus()
                        .gpu()
                        .forEach((family, usage) -> free.computeIfPresent(
                                family,
                                (key, amount) -> usage.usedUnits() == null || usage.usedUnits() >= amount.units()
                                        ? amount
                                        : amount.minus(new GpuAmount(usage.usedUnits()))));
            }
        }
        return new ClusterView(cluster, new GpuDemand(free), there.size());
    }

    private static GpuDemand inventory(ManagedCluster cluster) {
        Map<String, GpuAmount> families = new TreeMap<>();
        if (cluster.getStatus() != null) {
            cluster.getStatus().clusterClaims().stream()
                    .filter(claim ->
                            claim.name().endsWith(GPU_CLAIM) && claim.value().matches("[0-9]{1,9}"))
                    .forEach(claim -> families.put(
                            claim.name()
                                    .substring(0, claim.name().length() - GPU_CLAIM.length())
                                    .toUpperCase(Locale.ROOT),
                            GpuAmount.ofGpus(Long.parseLong(claim.value()))));
        }
        return new GpuDemand(families);
    }

    private String dedicatedTo(Environment environment) {
        if (!Mode.DEDICATED.text().equals(label(environment, Labels.MODE))) {
            return "";
        }
        String pool = label(environment, Labels.POOL);
        return cache.find(ComputePool.class, environment.getMetadata().getNamespace(), pool)
                .map(ComputePool::getStatus)
                .map(status -> status.claimedBy())
                .map(claim -> claim.name())
                .orElse(pool);
    }

    private Set<String> adoptable(String namespace, String name, Optional<ComputePool> pool) {
        Set<String> uids = new HashSet<>();
        pool.filter(found -> !PoolClusters.isChild(found))
                .map(found -> found.getMetadata().getUid())
                .filter(Objects::nonNull)
                .ifPresent(uids::add);
        cache.by(ManagedCluster.class, HubKinds.BY_POOL, HubKinds.key(namespace, name)).stream()
                .filter(PoolObjects::isOrphaned)
                .map(cluster -> cluster.getMetadata().getUid())
                .forEach(uids::add);
        return uids;
    }

    private static String label(HasMetadata object, String key) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(key, "");
    }
}
