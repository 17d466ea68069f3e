// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.computepool;

import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeStatus.MachineGroup;
import dev.paddock.core.pool.ClusterState;
import dev.paddock.core.pool.GatheredPool;
import dev.paddock.core.pool.GatheredPool.Facts;
import dev.paddock.core.pool.Machine;
import dev.paddock.core.pool.PoolClusters;
import dev.paddock.core.pool.PoolClusters.PoolMember;
import dev.paddock.core.pool.PoolObjects;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.cache.HubKinds;
import dev.paddock.hub.quota.TenancyLookup;
import dev.paddock.providers.AgentInstaller;
import dev.paddock.providers.ClusterProvider;
import dev.paddock.providers.Providers;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads everything a decision about a ComputePool needs: from the cache, and from the provider by key. */
final class PoolGatherer {
    private final KubernetesClient client;
    private final HubCache cache;
    private final TenancyLookup tenancies;
    private final Providers providers;
    private final AgentInstaller agents;

    PoolGatherer(
            KubernetesClient client,
            HubCache cache,
            TenancyLookup tenancies,
            Providers providers,
            AgentInstaller agents) {
        this.client = client;
        this.cache = cache;
        this.tenancies = tenancies;
        this.providers = providers;
        this.agents = agents;
    }

    GatheredPool gather(ComputePool pool, Instant now) {
        String namespace = pool.getMetadata().getNamespace();
        String name = pool.getMetadata().getName();
        boolean deleting = pool.getMetadata().getDeletionTimestamp() != null;
        Map<String, Facts> clusters = new HashMap<>();
        List<Machine> machines = new ArrayList<>();
        Optional<String> fault = Optional.empty();
        Tenancy tenancy = tenancies.of(namespace);
        for (PoolMember member : PoolClusters.of(pool)) {
            Optional<ClusterProvider> provider = providers.of(member.spec());
            if (provider.isEmpty()) {
                fault = Optional.of(providers.missing(member.spec()));
                continue;
            }
            Facts facts = facts(provider.get(), member.key(), deleting);
            clusters.put(member.key(), facts);
            if (!deleting && machines.isEmpty() && needsMachines(facts, member.spec())) {
                machines.addAll(machines(provider.get(), tenancy));
            }
        }
        return new GatheredPool(
                pool,
                tenancy,
                clusterProfile(pool),
                fault,
                clusters,
                machines,
                cache.find(Environment.class, namespace, name),
                deployments(namespace, name),
                Optional.empty(),
                adoptable(namespace, name),
                now);
    }

    private Facts facts(ClusterProvider provider, String key, boolean deleting) {
        return new Facts(
                provider.observe(key),
                agents.observe(key),
                cache.find(ManagedCluster.class, "", key),
                deleting && worksLeft(key));
    }

    private boolean worksLeft(String cluster) {
        return !client.resources(ManifestWork.class)
                .inNamespace(cluster)
                .list(new ListOptionsBuilder().withLimit(1L).build())
                .getItems()
                .isEmpty();
    }

    private static boolean needsMachines(Facts facts, ClusterSpec wanted) {
        return !(facts.state() instanceof ClusterState.Ready ready)
                || ready.workerPools().size() != wanted.workerPools().size()
                || ready.nodes()
                        != wanted.workerPools().stream()
                                .mapToInt(pool -> pool.wantedNodes())
                                .sum();
    }

    /** The provider's machines; where the Project or its Tenant has Compute objects, only those they list. */
    private List<Machine> machines(ClusterProvider provider, Tenancy tenancy) {
        List<Machine> all = provider.listMachines();
        List<Compute> own = cache.list(Compute.class, tenancy.namespace());
        List<Compute> scope = own.isEmpty()
                ? tenancy.tenant()
                        .map(tenant -> cache.list(
                                Compute.class,
                                Namespaces.ofTenant(tenant.getMetadata().getName())))
                        .orElse(List.of())
                : own;
        if (scope.isEmpty()) {
            return all;
        }
        Set<String> listed = new HashSet<>();
        scope.stream()
                .filter(compute -> compute.getStatus() != null)
                .flatMap(compute -> Stream.of(
                        compute.getStatus().controlPlaneCompute(),
                        compute.getStatus().workerCompute()))
                .flatMap(Collection::stream)
                .map(MachineGroup::machines)
                .forEach(machines -> listed.addAll(machines.keySet()));
        return all.stream().filter(machine -> listed.contains(machine.hostId())).toList();
    }

    private Optional<ClusterProfile> clusterProfile(ComputePool pool) {
        return Optional.ofNullable(pool.getSpec().clusterProfileRef())
                .flatMap(ref -> cache.find(
                        ClusterProfile.class, ref.namespaceOr(pool.getMetadata().getNamespace()), ref.name()));
    }

    private List<String> deployments(String namespace, String name) {
        return cache.by(WorkloadDeployment.class, HubKinds.BY_ENVIRONMENT, HubKinds.key(namespace, name)).stream()
                .map(HubKinds::key)
                .sorted()
                .toList();
    }

    private Set<String> adoptable(String namespace, String name) {
        Set<String> uids = new HashSet<>();
        cache.by(ManagedCluster.class, HubKinds.BY_POOL, HubKinds.key(namespace, name)).stream()
                .filter(PoolObjects::isOrphaned)
                .forEach(cluster -> uids.add(cluster.getMetadata().getUid()));
        return uids;
    }
}
