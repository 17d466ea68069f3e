// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatform;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lives in a Project's namespace and has to go before it, in the order of going.
 *
 * @param shelf profiles and inventories: what the others use and what uses none of them
 */
public record ProjectContents(
        List<MLPlatform> platforms,
        List<WorkloadDeployment> deployments,
        List<ComputePool> pools,
        List<Environment> environments,
        List<HasMetadata> shelf) {
    public ProjectContents {
        platforms = List.copyOf(platforms);
        deployments = List.copyOf(deployments);
        pools = List.copyOf(pools);
        environments = List.copyOf(environments);
        shelf = List.copyOf(shelf);
    }

    /** The first step of which something is left: what uses it went before. Empty when nothing is left. */
    List<? extends HasMetadata> next() {
        return Stream.<List<? extends HasMetadata>>of(platforms, deployments, pools, environments, shelf)
                .filter(left -> !left.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
