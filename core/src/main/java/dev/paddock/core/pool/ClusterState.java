// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import dev.paddock.api.common.NodePool;
import java.util.List;

/** A cluster as its provider sees it. */
public sealed interface ClusterState {
    /** The provider knows nothing of it. */
    record Absent() implements ClusterState {}

    /** Asked for and not there yet. */
    record Creating(String message) implements ClusterState {}

    /** Its API server answers. */
    record Ready(String endpoint, int nodes, String kubernetesVersion, List<NodePool> workerPools)
            implements ClusterState {
        public Ready {
            workerPools = List.copyOf(workerPools);
        }
    }

    /** The last attempt failed; asking again is safe. */
    record Failed(String message) implements ClusterState {}

    record Deleting(String message) implements ClusterState {}
}
