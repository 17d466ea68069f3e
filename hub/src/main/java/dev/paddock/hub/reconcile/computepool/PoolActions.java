// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.computepool;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.core.pool.PoolClusters;
import dev.paddock.core.pool.PoolClusters.PoolMember;
import dev.paddock.core.pool.PoolDecision.Action;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.Ledger;
import dev.paddock.hub.apply.Applier;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.quota.LedgerFeed;
import dev.paddock.providers.AgentInstaller;
import dev.paddock.providers.ClusterProvider;
import dev.paddock.providers.ProviderException;
import dev.paddock.providers.Providers;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Carries out what was decided about a ComputePool. Every act may be repeated; those of a provider return at once. */
final class PoolActions {
    private final KubernetesClient client;
    private final Applier applier;
    private final HubCache cache;
    private final Providers providers;
    private final AgentInstaller agents;
    private final Ledger ledger;
    private final LedgerFeed feed;

    PoolActions(
            KubernetesClient client,
            Applier applier,
            HubCache cache,
            Providers providers,
            AgentInstaller agents,
            Ledger ledger,
            LedgerFeed feed) {
        this.client = client;
        this.applier = applier;
        this.cache = cache;
        this.providers = providers;
        this.agents = agents;
        this.ledger = ledger;
        this.feed = feed;
    }

    void perform(ComputePool pool, Action action) {
        switch (action) {
            case Action.CreateCluster(var plan) -> provider(pool, plan.key()).create(plan);
            case Action.ScaleCluster(var plan) -> provider(pool, plan.key()).scale(plan);
            case Action.RegisterCluster(ManagedCluster wanted) -> applyCluster(wanted);
            case Action.InstallAgents(String key) ->
                provider(pool, key).kubeconfig(key).ifPresent(kubeconfig -> agents.install(key, kubeconfig));
            case Action.ApplyEnvironment(Environment wanted) ->
                applier.apply(
                        wanted,
                        cache.find(
                                Environment.class,
                                wanted.getMetadata().getNamespace(),
                                wanted.getMetadata().getName()));
            case Action.DeleteEnvironment(String namespace, String name) ->
                client.resources(Environment.class)
                        .inNamespace(namespace)
                        .withName(name)
                        .delete();
            case Action.DrainCluster(ManagedCluster wanted) -> applyCluster(wanted);
            case Action.DeleteCluster(String key) -> {
                agents.remove(key);
                provider(pool, key).delete(key);
            }
            case Action.DetachCluster(String key) -> {
                agents.remove(key);
                client.resources(ManagedCluster.class).withName(key).delete();
            }
            case Action.RetainCluster(ManagedCluster wanted) -> retain(pool, wanted);
            case Action.ReleaseGpu gpu -> ledger.release(pool.getMetadata().getUid());
            case Action.RemoveFinalizer last -> {
                // the controller's answer to the framework does it
            }
        }
    }

    /** Tells the ledger how much of what is reserved exists; a deletion says nothing about that. */
    void observeUsed(ComputePool pool, GpuDemand used) {
        if (pool.getMetadata().getDeletionTimestamp() == null) {
            ledger.observeUsed(chargedTo(pool), used);
        }
    }

    private void retain(ComputePool pool, ManagedCluster wanted) {
        applyCluster(wanted);
        cache.find(ManagedCluster.class, "", wanted.getMetadata().getName())
                .ifPresent(
                        cluster -> ledger.transfer(chargedTo(pool), LedgerFeed.owner(cluster), feed.levels(cluster)));
    }

    /** A child's clusters are charged to its MLPlatform. */
    private String chargedTo(ComputePool pool) {
        Optional<MLPlatform> platform = PoolClusters.isChild(pool)
                ? cache.find(
                        MLPlatform.class,
                        pool.getMetadata().getNamespace(),
                        pool.getMetadata().getName())
                : Optional.empty();
        return platform.map(found -> found.getMetadata().getUid())
                .orElse(pool.getMetadata().getUid());
    }

    private void applyCluster(ManagedCluster wanted) {
        applier.apply(
                wanted,
                cache.find(ManagedCluster.class, "", wanted.getMetadata().getName()));
    }

    private ClusterProvider provider(ComputePool pool, String key) {
        PoolMember member = PoolClusters.of(pool).stream()
                .filter(found -> found.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("pool has no cluster " + key));
        return providers.of(member.spec()).orElseThrow(() -> new ProviderException(providers.missing(member.spec())));
    }
}
