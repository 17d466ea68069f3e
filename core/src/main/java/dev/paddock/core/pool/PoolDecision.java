// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ComputePoolStatus;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.QuotaRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What to do about a ComputePool now. */
public sealed interface PoolDecision {
    /** Ask the ledger, then decide again with its answer. */
    record Reserve(QuotaRequest request) implements PoolDecision {}

    /**
     * Do the actions, each safe to repeat, and report.
     *
     * @param used how much of what is reserved exists by now
     */
    record Settle(ComputePoolStatus status, List<Action> actions, GpuDemand used, Optional<Duration> checkAgain)
            implements PoolDecision {
        public Settle {
            actions = List.copyOf(actions);
        }
    }

    /** One act. Those towards a provider return at once and report back later. */
    sealed interface Action {
        record CreateCluster(ClusterPlan plan) implements Action {}

        record ScaleCluster(ClusterPlan plan) implements Action {}

        record RegisterCluster(ManagedCluster wanted) implements Action {}

        record InstallAgents(String key) implements Action {}

        record ApplyEnvironment(Environment wanted) implements Action {}

        record DeleteEnvironment(String namespace, String name) implements Action {}

        record DrainCluster(ManagedCluster wanted) implements Action {}

        record DeleteCluster(String key) implements Action {}

        record DetachCluster(String key) implements Action {}

        /** Mark the cluster orphaned and hand it the charge. */
        record RetainCluster(ManagedCluster wanted) implements Action {}

        record ReleaseGpu() implements Action {}

        record RemoveFinalizer() implements Action {}
    }
}
