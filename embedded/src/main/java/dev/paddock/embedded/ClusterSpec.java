// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster should be.
 *
 * @param kubernetesVersion for instance {@code v1.36.3}; must be what the binaries are
 * @param containerNode a node whose pods really run, in place of simulated ones; null for none
 * @param controllers false leaves out controller manager, scheduler and simulated nodes: an API server for tests
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterSpec(
        String kubernetesVersion,
        List<SimulatedNodePool> nodePools,
        @Nullable ContainerNode containerNode,
        boolean controllers) {
    public ClusterSpec {
        nodePools = nodePools == null ? List.of() : List.copyOf(nodePools);
        Set<String> names = new HashSet<>();
        nodePools.forEach(pool -> {
            if (!names.add(pool.name())) {
                throw new IllegalArgumentException("node pool name %s is used twice".formatted(pool.name()));
            }
        });
        if (containerNode != null && (!nodePools.isEmpty() || !controllers)) {
            throw new IllegalArgumentException(
                    "a cluster with a container node has controllers, and no simulated nodes beside it");
        }
    }

    public ClusterSpec(String kubernetesVersion, List<SimulatedNodePool> nodePools, boolean controllers) {
        this(kubernetesVersion, nodePools, null, controllers);
    }

    public ClusterSpec(String kubernetesVersion, ContainerNode node) {
        this(kubernetesVersion, List.of(), node, true);
    }

    public ClusterSpec(String kubernetesVersion, List<SimulatedNodePool> nodePools) {
        this(kubernetesVersion, nodePools, true);
    }

    public ClusterSpec withNodePools(List<SimulatedNodePool> pools) {
        return new ClusterSpec(kubernetesVersion, pools, containerNode, controllers);
    }
}
