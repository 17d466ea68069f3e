// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.kube.ApplyOrder;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.KindIndex;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.KustomizationSpec;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects that a Kustomization wants: its folder of the artifact with its labels, namespace and owner marks put on. */
final class Folder {

    private final KindIndex kinds;

    private final PostBuildVariables variables;

    Folder(KindIndex kinds, PostBuildVariables variables) {
        this.kinds = kinds;
        this.variables = variables;
    }

    /** In the order in which they are applied. */
    List<GenericKubernetesResource> desired(Kustomization kustomization, NavigableMap<String, String> files)
            throws BuildException {
        KustomizationSpec spec = kustomization.getSpec();
        refuse("kubeConfig", spec.kubeConfig());
        List<GenericKubernetesResource> objects = FolderBuild.build(files, path(kustomization));
        for (GenericKubernetesResource object : objects) {
            place(object, spec.targetNamespace());
            mark(object, kustomization);
        }
        return variables.in(kustomization, objects).stream()
                .sorted(ApplyOrder.comparator())
                .toList();
    }

    /** Relative to the artifact's root, without leading or trailing marks. */
    static String path(Kustomization kustomization) {
        return FolderBuild.normalize(
                Objects.requireNonNullElse(kustomization.getSpec().path(), ""));
    }

    private void place(GenericKubernetesResource object, @Nullable String targetNamespace) {
        if (targetNamespace == null || targetNamespace.isEmpty()) {
            return;
        }
        Optional<Kind> kind = kinds.find(object.getApiVersion(), object.getKind());
        boolean clusterScoped = kind.isPresent() && !kind.get().namespaced();
        if (!clusterScoped && !ApplyOrder.isDefinition(object.getKind())) {
            object.getMetadata().setNamespace(targetNamespace);
        }
    }

    private static void mark(GenericKubernetesResource object, Kustomization owner) {
        Map<String, String> labels = copy(object.getMetadata().getLabels());
        KustomizationSpec.CommonMetadata common = owner.getSpec().commonMetadata();
        if (common != null) {
            labels.putAll(common.labels());
            Map<String, String> annotations = copy(object.getMetadata().getAnnotations());
            annotations.putAll(common.annotations());
            object.getMetadata().setAnnotations(annotations);
        }
        labels.put(FluxNames.OWNER_NAME, owner.getMetadata().getName());
        labels.put(FluxNames.OWNER_NAMESPACE, owner.getMetadata().getNamespace());
        object.getMetadata().setLabels(labels);
        object.getMetadata().setManagedFields(null);
        object.getMetadata().setResourceVersion(null);
        object.getMetadata().setUid(null);
        object.getMetadata().setCreationTimestamp(null);
        object.getAdditionalProperties().remove("status");
    }

    private static Map<String, String> copy(@Nullable Map<String, String> map) {
        return map == null ? new HashMap<>() : new HashMap<>(map);
    }

    private static void refuse(String field, @Nullable Object value) throws BuildException {
        if (value != null) {
            throw new BuildException("spec." + field + ": not supported without Flux's kustomize-controller");
        }
    }
}
