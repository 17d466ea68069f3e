// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.substitution.SubstitutionNames;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ConfigMap and the Secret from which Flux takes a workload's values, lets folders go whose values are all there, and asks Flux
 * to apply a folder again when one has changed. What it writes goes with the delivery. It applies nothing itself.
 */
public final class FolderFiller {

    private final KubernetesClient spoke;

    public FolderFiller(KubernetesClient spoke) {
        this.spoke = spoke;
    }

    /**
     * @param source the delivery's OCIRepository on this cluster
     * @param folders its Kustomizations, by name
     * @param fromHub the Secret with the workload's secret variables, once it has come
     * @return of each Kustomization that waits, what for
     */
    public SortedMap<String, String> fill(
            Workload workload,
            OCIRepository source,
            Map<String, Kustomization> folders,
            ReadOutputs read,
            Optional<Secret> fromHub) {
        WorkloadTemplate template = workload.getSpec().workload();
        SortedMap<String, String> waiting = new TreeMap<>();
        if (template == null) {
            return waiting;
        }
        String deployment = source.getMetadata().getName();
        FolderValues values = FolderValues.of(deployment, template, read, variables(fromHub));
        if (values.folders().isEmpty()) {
            return waiting;
        }
        keepValues(SubstitutionNames.values(deployment), values, source);
        values.folders().forEach((folder, needed) -> {
            if (needed.missing().isEmpty()) {
                keep(new ConfigMapBuilder()
                        .withMetadata(metadata(needed.gate(), source))
                        .withData(Map.of("paddock_complete", "true"))
                        .build());
                Optional.ofNullable(folders.get(deployment + "-" + folder))
                        .ifPresent(there -> applyAgain(there, needed.fingerprint()));
            }
        });
        values.waiting().forEach((folder, what) -> waiting.put(deployment + "-" + folder, what));
        return waiting;
    }

    private void keepValues(String name, FolderValues values, OCIRepository source) {
        keep(new ConfigMapBuilder()
                .withMetadata(metadata(name, source))
                .withData(values.shown())
                .build());
        if (!values.hidden().isEmpty()) {
            keep(new SecretBuilder()
                    .withMetadata(metadata(name, source))
                    .withType("Opaque")
                    .withData(values.hidden())
                    .build());
        }
    }

    private static Map<String, HiddenValue> variables(Optional<Secret> fromHub) {
        Map<String, HiddenValue> variables = new TreeMap<>();
        fromHub.filter(secret -> secret.getData() != null)
                .ifPresent(secret -> secret.getData()
                        .forEach((key, value) -> variables.put(
                                key,
                                HiddenValue.ofBase64(value, secret.getMetadata().getResourceVersion()))));
        return variables;
    }

    private void keep(ConfigMap desired) {
        ConfigMap there = spoke.configMaps()
                .inNamespace(desired.getMetadata().getNamespace())
                .withName(desired.getMetadata().getName())
                .get();
        if (there == null || !Objects.equals(orEmpty(there.getData()), orEmpty(desired.getData()))) {
            write(desired);
        }
    }

    private void keep(Secret desired) {
        Secret there = spoke.secrets()
                .inNamespace(desired.getMetadata().getNamespace())
                .withName(desired.getMetadata().getName())
                .get();
        if (there == null || !Objects.equals(orEmpty(there.getData()), orEmpty(desired.getData()))) {
            write(desired);
        }
    }

    private void write(HasMetadata desired) {
        spoke.resource(desired)
                .fieldManager(FieldManagers.AGENT)
                .forceConflicts()
                .serverSideApply();
    }

    /** Said on the Kustomization itself, so that it is said once whoever restarts. */
    private void applyAgain(Kustomization folder, String fingerprint) {
        Map<String, String> annotations = folder.getMetadata().getAnnotations();
        if (annotations != null && fingerprint.equals(annotations.get(SubstitutionNames.APPLIED_VALUES))) {
            return;
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata")
                .putObject("annotations")
                .put(SubstitutionNames.APPLIED_VALUES, fingerprint)
                .put(Annotations.FLUX_REQUESTED_AT, "values-" + fingerprint);
        spoke.resources(Kustomization.class)
                .inNamespace(folder.getMetadata().getNamespace())
                .withName(folder.getMetadata().getName())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(FieldManagers.AGENT)
                                .build(),
                        patch.toString());
    }

    private static ObjectMeta metadata(String name, OCIRepository source) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(source.getMetadata().getNamespace())
                .withLabels(Map.of(
                        Labels.MANAGED_BY,
                        "paddock",
                        Labels.DEPLOYMENT,
                        source.getMetadata().getName()))
                .withOwnerReferences(List.of(owner(source)))
                .build();
    }

    private static OwnerReference owner(OCIRepository source) {
        return new OwnerReferenceBuilder()
                .withApiVersion("source.toolkit.fluxcd.io/v1")
                .withKind("OCIRepository")
                .withName(source.getMetadata().getName())
                .withUid(source.getMetadata().getUid())
                .build();
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> data) {
        return data == null ? Map.of() : data;
    }
}
