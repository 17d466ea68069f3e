// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.api.meta.Labels;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the agent may stand in for an engine: only where the engine's definitions on the cluster are ours. Tells of every
 * change, so that a stand-in steps aside when the real engine is installed.
 */
final class StandInGate implements AutoCloseable {

    static final String OCI_REPOSITORIES = "ocirepositories.source.toolkit.fluxcd.io";
    static final String KUSTOMIZATIONS = "kustomizations.kustomize.toolkit.fluxcd.io";
    static final String APPLIED_WORKS = "appliedmanifestworks.work.open-cluster-management.io";

    private final List<Lister<CustomResourceDefinition>> definitions = new ArrayList<>();

    StandInGate(KubernetesClient spoke, Runnable onChange) {
        for (String name : List.of(OCI_REPOSITORIES, KUSTOMIZATIONS, APPLIED_WORKS)) {
            definitions.add(Lister.start(
                    name,
                    spoke.apiextensions().v1().customResourceDefinitions().withName(name),
                    definition -> onChange.run()));
        }
    }

    boolean fluxIsOurs() {
        return ours(OCI_REPOSITORIES) && ours(KUSTOMIZATIONS);
    }

    boolean worksAreOurs() {
        return ours(APPLIED_WORKS);
    }

    @Override
    public void close() {
        definitions.forEach(Lister::close);
    }

    private boolean ours(String name) {
        return definitions.stream()
                .flatMap(lister -> lister.get(new NamespacedName("", name)).stream())
                .map(definition -> definition.getMetadata().getLabels())
                .anyMatch(StandInGate::ours);
    }

    private static boolean ours(@Nullable Map<String, String> labels) {
        return labels != null && "paddock".equals(labels.get(Labels.MANAGED_BY));
    }
}
