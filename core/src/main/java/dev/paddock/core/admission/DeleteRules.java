// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputePoolStatus;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What still needs an object that is to be deleted. The hub's own deletes do not come here: their order is the reconcilers'
 * business.
 */
final class DeleteRules {
    private DeleteRules() {}

    static Stream<Finding> tenantHasProjects(Input<Tenant> input) {
        List<String> projects = input.objects().list(Project.class).stream()
                .filter(project ->
                        input.name().equals(project.getSpec().tenantRef().name()))
                .map(project -> project.getMetadata().getName())
                .sorted()
                .toList();
        return switch (projects.size()) {
            case 0 -> Finding.none();
            case 1 -> Finding.conflict("1 project still exists (%s)".formatted(projects.getFirst()));
            default ->
                Finding.conflict(
                        "%d projects still exist (%s)".formatted(projects.size(), String.join(", ", projects)));
        };
    }

    static Stream<Finding> projectIsProtected(Input<Project> input) {
        return Boolean.TRUE.equals(input.object().getSpec().deletionProtection())
                ? Finding.conflict("protected against deletion; set spec.deletionProtection to false first")
                : Finding.none();
    }

    static Stream<Finding> computeProfileIsUsed(Input<ComputeProfile> input) {
        ComputeProfile profile = input.object();
        return inUse(Stream.of(
                        input.objects().list(Project.class).stream()
                                // A Project on its way out takes its profiles along.
                                .filter(project -> project.getMetadata().getDeletionTimestamp() == null)
                                .filter(project -> Users.names(
                                        project.getSpec().computeProfileRef(),
                                        project.getMetadata().getNamespace(),
                                        profile)),
                        input.objects().list(MLPlatform.class).stream()
                                .filter(platform -> Users.names(
                                        platform.getSpec().computeProfileRef(),
                                        platform.getMetadata().getNamespace(),
                                        profile)))
                .flatMap(users -> users));
    }

    static Stream<Finding> clusterProfileIsUsed(Input<ClusterProfile> input) {
        return inUse(Stream.concat(
                input.objects().list(ComputePool.class).stream().filter(pool -> Users.of(input.object(), pool)),
                input.objects().list(MLPlatform.class).stream()
                        .filter(platform -> Users.of(input.object(), platform))));
    }

    static Stream<Finding> workloadProfileIsUsed(Input<WorkloadProfile> input) {
        return inUse(Stream.concat(
                input.objects().list(MLPlatform.class).stream().filter(platform -> Users.of(input.object(), platform)),
                input.objects().list(WorkloadDeployment.class).stream()
                        .filter(deployment -> Users.of(input.object(), deployment))));
    }

    static Stream<Finding> environmentIsUsed(Input<Environment> input) {
        return inUse(input.objects().list(WorkloadDeployment.class).stream()
                .filter(deployment -> Users.of(input.object(), deployment)));
    }

    static Stream<Finding> poolIsUsed(Input<ComputePool> input) {
        ComputePoolStatus status = input.object().getStatus();
        if (status == null) {
            return Finding.none();
        }
        ComputePoolStatus.Claim claim = status.claimedBy();
        Stream<? extends HasMetadata> claimants = claim == null
                ? Stream.of()
                : input.objects().find(MLPlatform.class, input.namespace(), claim.name()).stream();
        Stream<? extends HasMetadata> deployments = input.objects().list(WorkloadDeployment.class).stream()
                .filter(deployment -> sameEnvironment(status, deployment, input.namespace()));
        return inUse(Stream.concat(claimants, deployments));
    }

    private static boolean sameEnvironment(
            ComputePoolStatus status, WorkloadDeployment deployment, String poolNamespace) {
        var own = status.environmentRef();
        var named = deployment.getSpec().environmentRef();
        return own != null
                && own.name().equals(named.name())
                && own.namespaceOr(poolNamespace)
                        .equals(named.namespaceOr(deployment.getMetadata().getNamespace()));
    }

    static Stream<Finding> inUse(Stream<? extends HasMetadata> users) {
        List<String> names = users.map(user -> user.getKind() + " " + Users.nameOf(user))
                .distinct()
                .sorted()
                .collect(Collectors.toList());
        if (names.isEmpty()) {
            return Finding.none();
        }
        String more = names.size() == 1 ? "" : " (and %d more)".formatted(names.size() - 1);
        return Finding.conflict("in use by " + names.getFirst() + more);
    }
}
