// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.ManifestWorkSpec;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a ManifestWork becomes while its deployment is suspended. Pure. */
final class Suspension {

    private static final Set<String> FLUX_KINDS = Set.of("OCIRepository", "Kustomization");

    private Suspension() {}

    /** The same work with its Flux objects at rest; what they applied keeps running. */
    static ManifestWork of(ManifestWork there, Map<String, String> labels) {
        List<GenericKubernetesResource> manifests = new ArrayList<>();
        for (GenericKubernetesResource manifest : manifests(there)) {
            manifests.add(FLUX_KINDS.contains(manifest.getKind()) ? suspended(manifest) : manifest);
        }
        ManifestWorkSpec spec = there.getSpec();
        ManifestWork work = new ManifestWork();
        work.setMetadata(new ObjectMetaBuilder()
                .withName(there.getMetadata().getName())
                .withNamespace(there.getMetadata().getNamespace())
                .withLabels(labels)
                .build());
        work.setSpec(new ManifestWorkSpec(
                new ManifestWorkSpec.Workload(manifests),
                spec.deleteOption(),
                spec.manifestConfigs(),
                spec.executor()));
        return work;
    }

    static List<GenericKubernetesResource> manifests(ManifestWork work) {
        ManifestWorkSpec.Workload workload =
                work.getSpec() == null ? null : work.getSpec().workload();
        return workload == null ? List.of() : workload.manifests();
    }

    @SuppressWarnings("unchecked") // the spec of a Kubernetes object is a map
    private static GenericKubernetesResource suspended(GenericKubernetesResource manifest) {
        Map<String, Object> spec = new LinkedHashMap<>((Map<String, Object>) manifest.get("spec"));
        spec.put("suspend", true);
        GenericKubernetesResource copy = new GenericKubernetesResource();
        copy.setApiVersion(manifest.getApiVersion());
        copy.setKind(manifest.getKind());
        copy.setMetadata(manifest.getMetadata());
        Map<String, Object> rest = new LinkedHashMap<>(manifest.getAdditionalProperties());
        rest.put("spec", spec);
        copy.setAdditionalProperties(rest);
        return copy;
    }
}
