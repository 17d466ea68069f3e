// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.common.PaletteClusterConfig;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.core.quota.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything one decision about an MLPlatform needs, read once.
 *
 * @param clusterConfig the defaults of the Project's or profile's cluster configuration
 * @param pool the ComputePool of the platform's own name, whoever made it
 * @param environments those in reach: the referenced one, or every shared one of the own, the Tenant's and the system
 *     namespace
 * @param deployment the WorkloadDeployment of the platform's own name
 * @param quota the ledger's answer, empty before it was asked
 * @param adoptable uids of ledger owners whose charge this platform takes over: an orphaned cluster or ownerless pool of
 *     its name
 */
public record Gathered(
        MLPlatform platform,
        Tenancy tenancy,
        Optional<WorkloadProfile> workloadProfile,
        Optional<ClusterProfile> clusterProfile,
        Optional<PaletteClusterConfig> clusterConfig,
        Optional<ComputePool> pool,
        List<EnvironmentView> environments,
        Optional<WorkloadDeployment> deployment,
        Optional<Verdict> quota,
        Set<String> adoptable,
        Instant now) {

    /**
     * An environment and the clusters it selected.
     *
     * @param dedicatedTo the MLPlatform whose dedicated pool made it, or empty
     */
    public record EnvironmentView(Environment environment, String dedicatedTo, List<ClusterView> clusters) {
        public EnvironmentView {
            clusters = List.copyOf(clusters);
        }

        public String name() {
            return environment.getMetadata().getName();
        }

        public String namespace() {
            return environment.getMetadata().getNamespace();
        }
    }

    /**
     * @param free GPUs nobody holds
     * @param deployments how many deployments run there
     */
    public record ClusterView(ManagedCluster cluster, GpuDemand free, int deployments) {
        public String name() {
            return cluster.getMetadata().getName();
        }
    }

    public Gathered {
        environments = List.copyOf(environments);
        adoptable = Set.copyOf(adoptable);
    }

    public Gathered withQuota(Verdict verdict) {
        return new Gathered(
                platform,
                tenancy,
                workloadProfile,
                clusterProfile,
                clusterConfig,
                pool,
                environments,
                deployment,
                Optional.of(verdict),
                adoptable,
                now);
    }

    String namespace() {
        return platform.getMetadata().getNamespace();
    }

    String name() {
        return platform.getMetadata().getName();
    }
}
