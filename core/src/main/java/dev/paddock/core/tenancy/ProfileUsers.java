// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.core.pool.PoolClusters;
import dev.paddock.core.pool.PoolObjects;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.core.quota.Tenancy.Choice;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The deployments and pools of one Project, each with the ComputeProfile it resolves to. What an MLPlatform made counts as
 * part of it, not beside it.
 */
public record ProfileUsers(
        Tenancy tenancy, List<MLPlatform> platforms, List<ComputePool> pools, List<WorkloadDeployment> deployments) {
    public ProfileUsers {
        platforms = List.copyOf(platforms);
        pools = List.copyOf(pools);
        deployments = List.copyOf(deployments);
    }

    /** {@code <Kind> <namespace>/<name>} of each that resolves to the profile. */
    Stream<String> of(ComputeProfile profile) {
        Stream<MLPlatform> itsPlatforms = platforms.stream()
                .filter(platform -> resolves(platform.getSpec().computeProfileRef(), profile));
        Stream<ComputePool> itsPools = pools.stream()
                .filter(pool -> !PoolClusters.isChild(pool))
                .filter(pool -> resolves(PoolObjects.profileRef(pool), profile));
        Stream<WorkloadDeployment> itsDeployments = deployments.stream()
                .filter(deployment -> !isChild(deployment))
                .filter(deployment -> resolves(null, profile));
        return Stream.of(itsPlatforms, itsPools, itsDeployments)
                .flatMap(users -> users)
                .map(ProfileUsers::nameOf);
    }

    private boolean resolves(@Nullable Reference reference, ComputeProfile profile) {
        return tenancy.choose(reference) instanceof Choice.Chosen(ComputeProfile chosen)
                && chosen.getMetadata().getName().equals(profile.getMetadata().getName())
                && chosen.getMetadata()
                        .getNamespace()
                        .equals(profile.getMetadata().getNamespace());
    }

    private static String nameOf(HasMetadata user) {
        return "%s %s/%s"
                .formatted(
                        user.getKind(),
                        user.getMetadata().getNamespace(),
                        user.getMetadata().getName());
    }

    private static boolean isChild(WorkloadDeployment deployment) {
        Map<String, String> labels = deployment.getMetadata().getLabels();
        return labels != null && deployment.getMetadata().getName().equals(labels.get(Labels.DEPLOYMENT));
    }
}
