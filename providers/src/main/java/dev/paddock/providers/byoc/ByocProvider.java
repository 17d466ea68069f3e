// SPDX-License-Identifier: Apache-2.0
package dev.paddock.providers.byoc;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.core.pool.ClusterPlan;
import dev.paddock.core.pool.ClusterState;
import dev.paddock.core.pool.Machine;
import dev.paddock.providers.ClusterProvider;
import dev.paddock.providers.ClusterTemplate;
import dev.paddock.providers.ProviderException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Clusters somebody else made. They join by {@code paddock cluster join}; nothing here makes, changes or deletes one, and
 * the hub holds no credentials for them.
 */
public final class ByocProvider implements ClusterProvider {
    private static final String NAME = "byoc";

    private final Function<String, Optional<ManagedCluster>> clusters;

    /** @param clusters finds a ManagedCluster by name */
    public ByocProvider(Function<String, Optional<ManagedCluster>> clusters) {
        this.clusters = clusters;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> clouds() {
        return Set.of(NAME);
    }

    @Override
    public List<Machine> listMachines() {
        return List.of();
    }

    @Override
    public List<ClusterTemplate> listTemplates() {
        return List.of();
    }

    @Override
    public void create(ClusterPlan plan) {
        throw cannot("made", plan.key());
    }

    @Override
    public void scale(ClusterPlan plan) {
        throw cannot("scaled", plan.key());
    }

    @Override
    public void delete(String key) {
        throw cannot("deleted", key);
    }

    @Override
    public Optional<String> kubeconfig(String key) {
        return Optional.empty();
    }

    @Override
    public ClusterState observe(String key) {
        Optional<ManagedCluster> cluster = clusters.apply(key);
        if (cluster.isEmpty()) {
            return new ClusterState.Absent();
        }
        var status = cluster.get().getStatus();
        boolean available = status != null
                && status.conditions().stream()
                        .anyMatch(condition -> OcmNames.CONDITION_AVAILABLE.equals(condition.getType())
                                && "True".equals(condition.getStatus()));
        if (!available || status == null) {
            return new ClusterState.Failed("the agent of cluster " + key + " does not report");
        }
        String version = status.version() == null || status.version().kubernetes() == null
                ? ""
                : status.version().kubernetes();
        return new ClusterState.Ready("", 0, version, List.of());
    }

    private static ProviderException cannot(String what, String key) {
        return new ProviderException(
                "cluster %s cannot be %s here: bring-your-own clusters are joined with paddock cluster join"
                        .formatted(key, what));
    }
}
