// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.mlplatform;

import dev.paddock.api.meta.Annotations;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.core.platform.Children;
import dev.paddock.core.platform.Decision;
import dev.paddock.core.platform.Decision.Removal;
import dev.paddock.core.pool.PoolObjects;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.LevelKey;
import dev.paddock.core.quota.Owner;
import dev.paddock.hub.apply.Applier;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.quota.TenancyLookup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Carries out what was decided about an MLPlatform. Every act may be repeated. */
final class PlatformActions {
    private final KubernetesClient client;
    private final Applier applier;
    private final HubCache cache;
    private final TenancyLookup tenancies;
    private final Ledger ledger;

    PlatformActions(KubernetesClient client, Applier applier, HubCache cache, TenancyLookup tenancies, Ledger ledger) {
        this.client = client;
        this.applier = applier;
        this.cache = cache;
        this.tenancies = tenancies;
        this.ledger = ledger;
    }

    void apply(Decision.Settle settle) {
        settle.pool().ifPresent(this::applyChild);
        settle.deployment().ifPresent(this::applyChild);
    }

    void remove(MLPlatform platform, Removal removal) {
        switch (removal) {
            case Removal.DeleteDeployment(boolean abandon) -> deleteDeployment(platform, abandon);
            case Removal.DeletePool(ComputePool wanted) -> deletePool(wanted);
            case Removal.ReleasePool(ComputePool pool) -> releasePool(platform, pool);
            case Removal.ReleaseGpu gpu -> ledger.release(platform.getMetadata().getUid());
            case Removal.RemoveFinalizer last -> {
                // the controller's answer to the framework does it
            }
        }
    }

    private <T extends HasMetadata> void applyChild(T child) {
        applier.apply(
                child,
                cache.find(
                        child.getClass(),
                        child.getMetadata().getNamespace(),
                        child.getMetadata().getName()));
    }

    private void deleteDeployment(MLPlatform platform, boolean abandon) {
        Resource<WorkloadDeployment> deployment = client.resources(WorkloadDeployment.class)
                .inNamespace(platform.getMetadata().getNamespace())
                .withName(platform.getMetadata().getName());
        WorkloadDeployment there = deployment.get();
        if (there == null) {
            return;
        }
        if (abandon) {
            deployment.edit(found -> {
                Map<String, String> annotations = new HashMap<>(
                        found.getMetadata().getAnnotations() == null
                                ? Map.of()
                                : found.getMetadata().getAnnotations());
                annotations.put(Annotations.FORCE_DELETE, "true");
                found.getMetadata().setAnnotations(annotations);
                return found;
            });
        }
        if (there.getMetadata().getDeletionTimestamp() == null) {
            deployment.delete();
        }
    }

    private void deletePool(ComputePool wanted) {
        Resource<ComputePool> pool = client.resources(ComputePool.class)
                .inNamespace(wanted.getMetadata().getNamespace())
                .withName(wanted.getMetadata().getName());
        ComputePool there = pool.get();
        if (there == null || there.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        if (!wanted.getSpec().equals(there.getSpec())) {
            pool.edit(found -> {
                found.setSpec(wanted.getSpec());
                return found;
            });
        }
        pool.delete();
    }

    /** The charge moves first: were the label gone before, a restart in between would count the cluster twice. */
    private void releasePool(MLPlatform platform, ComputePool pool) {
        Set<LevelKey> levels =
                tenancies.of(pool.getMetadata().getNamespace()).levels(PoolObjects.profileRef(pool)).stream()
                        .map(Level::key)
                        .collect(Collectors.toSet());
        ledger.transfer(
                platform.getMetadata().getUid(),
                new Owner(
                        pool.getMetadata().getUid(),
                        "ComputePool",
                        pool.getMetadata().getNamespace(),
                        pool.getMetadata().getName()),
                levels);
        applier.apply(Children.released(pool), java.util.Optional.of(pool));
    }
}
