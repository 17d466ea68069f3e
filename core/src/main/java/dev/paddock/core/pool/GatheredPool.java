// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.core.quota.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything one decision about a ComputePool needs, read once.
 *
 * @param clusters by key
 * @param deployments names of the WorkloadDeployments that use the pool's environment
 * @param quota the ledger's answer, empty before it was asked; a child of an MLPlatform never asks
 * @param adoptable uids of orphaned clusters of the pool's names
 */
public record GatheredPool(
        ComputePool pool,
        Tenancy tenancy,
        Optional<ClusterProfile> clusterProfile,
        Optional<String> providerFault,
        Map<String, Facts> clusters,
        List<Machine> machines,
        Optional<Environment> environment,
        List<String> deployments,
        Optional<Verdict> quota,
        Set<String> adoptable,
        Instant now) {

    /**
     * What is known of one cluster.
     *
     * @param worksLeft whether something is still delivered to it
     */
    public record Facts(
            ClusterState state, AgentState agents, Optional<ManagedCluster> managedCluster, boolean worksLeft) {}

    public GatheredPool {
        clusters = Map.copyOf(clusters);
        machines = List.copyOf(machines);
        deployments = List.copyOf(deployments);
        adoptable = Set.copyOf(adoptable);
    }

    public GatheredPool withQuota(Verdict verdict) {
        return new GatheredPool(
                pool,
                tenancy,
                clusterProfile,
                providerFault,
                clusters,
                machines,
                environment,
                deployments,
                Optional.of(verdict),
                adoptable,
                now);
    }

    Facts facts(String key) {
        return clusters.getOrDefault(
                key, new Facts(new ClusterState.Absent(), new AgentState.NotInstalled(), Optional.empty(), false));
    }
}
