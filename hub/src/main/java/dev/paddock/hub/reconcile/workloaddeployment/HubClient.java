// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.common.ArtifactRef;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.fleet.retention.RetirementRecord;
import dev.paddock.hub.apply.Applier;
import dev.paddock.hub.apply.SideBySide;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@link HubObjects} through the API server. */
final class HubClient implements HubObjects {

    private static final String NO_FINALIZERS = "{\"metadata\":{\"finalizers\":null}}";

    private final KubernetesClient client;
    private final Applier applier;
    private final SideBySide writers = new SideBySide();

    HubClient(KubernetesClient client, String fieldManager) {
        this.client = client;
        this.applier = new Applier(client, fieldManager);
    }

    @Override
    public void atOnce(Collection<Runnable> acts) {
        writers.run(acts);
    }

    @Override
    public void apply(ManifestWork desired, Optional<ManifestWork> current) {
        applier.apply(desired, current);
    }

    @Override
    public void apply(Workload desired, Optional<Workload> current) {
        applier.apply(desired, current);
    }

    @Override
    public void apply(Secret desired, Workload owner) {
        Workload there = client.resources(Workload.class)
                .inNamespace(owner.getMetadata().getNamespace())
                .withName(owner.getMetadata().getName())
                .require();
        desired.getMetadata()
                .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                        .withApiVersion(there.getApiVersion())
                        .withKind(there.getKind())
                        .withName(there.getMetadata().getName())
                        .withUid(there.getMetadata().getUid())
                        .build()));
        Secret current = client.secrets()
                .inNamespace(desired.getMetadata().getNamespace())
                .withName(desired.getMetadata().getName())
                .get();
        applier.apply(desired, Optional.ofNullable(current));
    }

    @Override
    public void delete(Secret there) {
        client.resource(there).delete();
    }

    @Override
    public void delete(ManifestWork there) {
        client.resource(there).delete();
    }

    @Override
    public void delete(Workload there) {
        client.resource(there).delete();
    }

    @Override
    public void abandon(ManifestWork there) {
        client.resources(ManifestWork.class)
                .inNamespace(there.getMetadata().getNamespace())
                .withName(there.getMetadata().getName())
                .patch(PatchContext.of(PatchType.JSON_MERGE), NO_FINALIZERS);
    }

    @Override
    public List<ManifestWork> works(WorkloadDeployment deployment) {
        return of(deployment, ManifestWork.class);
    }

    @Override
    public List<Workload> workloads(WorkloadDeployment deployment) {
        return of(deployment, Workload.class);
    }

    @Override
    public void retire(WorkloadDeployment deployment, Collection<ArtifactRef> artifacts, Instant now) {
        artifacts.stream()
                .filter(artifact -> artifact.digest() != null)
                .collect(Collectors.groupingBy(
                        ArtifactRef::repository, Collectors.mapping(ArtifactRef::digest, Collectors.toSet())))
                .forEach((repository, digests) -> remember(RetirementRecord.retiring(
                        Namespaces.SYSTEM,
                        deployment.getMetadata().getNamespace(),
                        deployment.getMetadata().getName(),
                        repository,
                        digests,
                        now)));
    }

    /** Adds to what is there: whoever removes what is due works on the same object. */
    private void remember(ConfigMap record) {
        Resource<ConfigMap> resource = client.resource(record);
        if (resource.get() == null) {
            resource.create();
        } else {
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            record.getData().forEach(patch.putObject("data")::put);
            resource.patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
        }
    }

    @Override
    public void record(WorkloadDeployment deployment, WorkloadDeploymentStatus status) {
        applier.applyStatus(withStatus(deployment, status));
    }

    /** Only what this controller owns: a status write must not carry anybody else's fields. */
    static WorkloadDeployment withStatus(WorkloadDeployment deployment, WorkloadDeploymentStatus status) {
        WorkloadDeployment patch = new WorkloadDeployment();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(deployment.getMetadata().getName())
                .withNamespace(deployment.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }

    private <T extends HasMetadata> List<T> of(WorkloadDeployment deployment, Class<T> type) {
        return client.resources(type)
                .inAnyNamespace()
                .withLabels(Map.of(
                        Labels.DEPLOYMENT, deployment.getMetadata().getName(),
                        Labels.PROJECT_NAME, deployment.getMetadata().getNamespace()))
                .list()
                .getItems();
    }
}
