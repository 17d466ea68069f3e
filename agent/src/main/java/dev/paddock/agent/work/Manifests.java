// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.agent.kube.ApplyOrder;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.ManifestWorkSpec;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The manifests of a work. */
final class Manifests {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A manifest with its place in the spec, which the status refers to. */
    record Numbered(int ordinal, GenericKubernetesResource manifest) {}

    private Manifests() {}

    static List<GenericKubernetesResource> of(ManifestWork work) {
        ManifestWorkSpec.Workload workload = work.getSpec().workload();
        return workload == null ? List.of() : workload.manifests();
    }

    static List<Numbered> inApplyOrder(ManifestWork work) {
        List<GenericKubernetesResource> manifests = of(work);
        return IntStream.range(0, manifests.size())
                .mapToObj(ordinal -> new Numbered(ordinal, manifests.get(ordinal)))
                .sorted(Comparator.comparingInt(numbered ->
                        ApplyOrder.rank(String.valueOf(numbered.manifest().getKind()))))
                .toList();
    }

    /** A deep copy without what only a server may say; the manifest itself is shared with the watch's cache. */
    static GenericKubernetesResource copy(GenericKubernetesResource manifest) {
        try {
            GenericKubernetesResource copy =
                    JSON.treeToValue(ObjectApi.tree(manifest), GenericKubernetesResource.class);
            copy.getMetadata().setUid(null);
            copy.getMetadata().setResourceVersion(null);
            copy.getMetadata().setCreationTimestamp(null);
            copy.getMetadata().setManagedFields(null);
            copy.getAdditionalProperties().remove("status");
            return copy;
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("manifest: " + unreadable.getOriginalMessage(), unreadable);
        }
    }
}
