// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.quota;

import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.core.platform.PlatformSteps;
import dev.paddock.core.pool.PoolClusters;
import dev.paddock.core.pool.PoolObjects;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.LedgerEntry;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.LevelKey;
import dev.paddock.core.quota.Owner;
import dev.paddock.hub.cache.HubCache;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the ledger from what objects say they hold, and ends the holdings of objects that are gone without having said
 * so. Each cluster is counted once: by the MLPlatform that made it, else by its pool, else by itself when it was orphaned.
 */
public final class LedgerFeed {
    private final HubCache cache;
    private final TenancyLookup tenancies;
    private final Ledger ledger;
    private final SharedCharge shared;

    public LedgerFeed(HubCache cache, TenancyLookup tenancies, Ledger ledger) {
        this.cache = cache;
        this.tenancies = tenancies;
        this.ledger = ledger;
        this.shared = new SharedCharge(cache, tenancies);
    }

    /** Opens the ledger; the cache must have been started. */
    public void open() {
        List<LedgerEntry> entries = new ArrayList<>();
        cache.list(MLPlatform.class).forEach(platform -> entries.addAll(of(platform)));
        cache.list(ComputePool.class).forEach(pool -> entries.addAll(of(pool)));
        cache.list(WorkloadDeployment.class).forEach(deployment -> entries.addAll(of(deployment)));
        cache.list(ManagedCluster.class).forEach(cluster -> entries.addAll(of(cluster)));
        ledger.open(entries);
        cache.onDelete(MLPlatform.class, this::gone);
        cache.onDelete(ComputePool.class, this::gone);
        cache.onDelete(WorkloadDeployment.class, this::gone);
        cache.onDelete(ManagedCluster.class, this::gone);
    }

    /** The owner under which an orphaned cluster counts. */
    public static Owner owner(ManagedCluster cluster) {
        return owner(cluster, "ManagedCluster");
    }

    /** The levels at which an orphaned cluster counts. */
    public Set<LevelKey> levels(ManagedCluster cluster) {
        Map<String, String> labels = labels(cluster);
        Set<LevelKey> levels = new TreeSet<>();
        String project = labels.get(Labels.PROJECT_NAME);
        String tenant = labels.get(Labels.TENANT_NAME);
        Map<String, String> annotations = cluster.getMetadata().getAnnotations();
        String profile = annotations == null ? null : annotations.get(PoolObjects.COMPUTE_PROFILE);
        if (profile != null && profile.indexOf('/') > 0) {
            int slash = profile.indexOf('/');
            levels.add(LevelKey.computeProfile(profile.substring(0, slash), profile.substring(slash + 1)));
        }
        if (project != null) {
            levels.add(LevelKey.project(project));
        }
        if (tenant != null) {
            levels.add(LevelKey.tenant(tenant));
        }
        return levels;
    }

    private List<LedgerEntry> of(MLPlatform platform) {
        var status = platform.getStatus();
        boolean own = status != null
                && Optional.ofNullable(status.scenario())
                        .filter(PlatformSteps::makesCluster)
                        .isPresent();
        return own && status != null
                ? entries(
                        platform, "MLPlatform", status.gpu(), platform.getSpec().computeProfileRef())
                : List.of();
    }

    private List<LedgerEntry> of(ComputePool pool) {
        boolean counted = PoolClusters.isChild(pool)
                && cache.find(
                                MLPlatform.class,
                                pool.getMetadata().getNamespace(),
                                pool.getMetadata().getName())
                        .isPresent();
        return counted || pool.getStatus() == null
                ? List.of()
                : entries(pool, "ComputePool", pool.getStatus().gpu(), PoolObjects.profileRef(pool));
    }

    private List<LedgerEntry> of(WorkloadDeployment deployment) {
        var status = deployment.getStatus();
        return status == null
                ? List.of()
                : dev.paddock.core.quota.GpuReport.entries(
                        owner(deployment, "WorkloadDeployment"), status.gpu(), keys(shared.levels(deployment)));
    }

    private List<LedgerEntry> of(ManagedCluster cluster) {
        if (!PoolObjects.isOrphaned(cluster)) {
            return List.of();
        }
        GpuDemand charge = PoolObjects.charge(cluster);
        return charge.families().entrySet().stream()
                .map(family -> LedgerEntry.reserved(owner(cluster), family.getKey(), family.getValue(), levels(cluster))
                        .withUsed(family.getValue()))
                .toList();
    }

    private List<LedgerEntry> entries(
            HasMetadata object, String kind, Map<String, GpuUsage> gpu, @Nullable Reference profile) {
        return dev.paddock.core.quota.GpuReport.entries(
                owner(object, kind),
                gpu,
                keys(tenancies.of(object.getMetadata().getNamespace()).levels(profile)));
    }

    private void gone(HasMetadata object) {
        ledger.release(object.getMetadata().getUid());
    }

    private static Set<LevelKey> keys(List<Level> levels) {
        return levels.stream().map(Level::key).collect(Collectors.toSet());
    }

    private static Owner owner(HasMetadata object, String kind) {
        String namespace = object.getMetadata().getNamespace();
        return new Owner(
                object.getMetadata().getUid(),
                kind,
                namespace == null ? "" : namespace,
                object.getMetadata().getName());
    }

    private static Map<String, String> labels(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }
}
