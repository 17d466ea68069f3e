// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.core.revision.Revisions;
import dev.paddock.core.variable.Declared;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which deployments an object of another kind concerns. */
final class DeploymentIndex {

    /** All deployments there are that meet a predicate. */
    @FunctionalInterface
    interface Deployments {
        Stream<WorkloadDeployment> list(Predicate<WorkloadDeployment> predicate);
    }

    private final Deployments deployments;

    DeploymentIndex(Deployments deployments) {
        this.deployments = deployments;
    }

    Set<ResourceID> of(WorkloadProfile profile) {
        return naming(
                profile.getMetadata().getNamespace(), profile.getMetadata().getName());
    }

    Set<ResourceID> of(DefinitionRevision revision) {
        return Revisions.snapshot(revision)
                .map(snapshot -> naming(revision.getMetadata().getNamespace(), snapshot.name()))
                .orElse(Set.of());
    }

    private Set<ResourceID> naming(String namespace, String profile) {
        return matching(deployment -> {
            ProfileReference ref = deployment.getSpec().workloadProfileRef();
            return ref != null
                    && ref.name().equals(profile)
                    && ref.namespaceOr(deployment.getMetadata().getNamespace()).equals(namespace);
        });
    }

    Set<ResourceID> of(Environment environment) {
        return matching(deployment -> {
            var ref = deployment.getSpec().environmentRef();
            return ref.name().equals(environment.getMetadata().getName())
                    && ref.namespaceOr(deployment.getMetadata().getNamespace())
                            .equals(environment.getMetadata().getNamespace());
        });
    }

    /** Of those it wakes, only the ones that use what has changed are rendered anew. */
    Set<ResourceID> of(VariableSet set) {
        return Declared.ofSystem(set) ? all() : inNamespace(set.getMetadata().getNamespace());
    }

    Set<ResourceID> of(ManagedCluster cluster) {
        String name = cluster.getMetadata().getName();
        return matching(deployment -> deployment.getStatus() != null
                && deployment.getStatus().clusters().stream().anyMatch(there -> name.equals(there.name())));
    }

    Set<ResourceID> inNamespace(String namespace) {
        return matching(deployment -> namespace.equals(deployment.getMetadata().getNamespace()));
    }

    Set<ResourceID> all() {
        return matching(deployment -> true);
    }

    /** Works and Workloads say whose they are. */
    static Set<ResourceID> ownerOf(HasMetadata delivered) {
        Map<String, String> labels = delivered.getMetadata().getLabels();
        String name = labels == null ? null : labels.get(Labels.DEPLOYMENT);
        String namespace = labels == null ? null : labels.get(Labels.PROJECT_NAME);
        return name == null || namespace == null ? Set.of() : Set.of(new ResourceID(name, namespace));
    }

    private Set<ResourceID> matching(Predicate<WorkloadDeployment> predicate) {
        return deployments.list(predicate).map(ResourceID::fromResource).collect(Collectors.toSet());
    }
}
