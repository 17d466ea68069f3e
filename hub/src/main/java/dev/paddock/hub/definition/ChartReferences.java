// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.definition;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.render.helm.ReferencedObjects;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Locale;
import java.util.Optional;

/** Repositories of charts, their Secrets, and ConfigMaps with values, as they are on the hub. In whose reach they are is not decided here. */
public final class ChartReferences implements ReferencedObjects {

    private final KubernetesClient client;
    private final ObjectMapper mapper = new ObjectMapper();

    public ChartReferences(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Optional<ObjectNode> find(String kind, String namespace, String name) {
        boolean core = kind.equals("Secret") || kind.equals("ConfigMap");
        String singular = kind.toLowerCase(Locale.ROOT);
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup(core ? "" : "source.toolkit.fluxcd.io")
                .withVersion("v1")
                .withKind(kind)
                .withPlural(core ? singular + "s" : singular.substring(0, singular.length() - 1) + "ies")
                .withNamespaced(true)
                .build();
        GenericKubernetesResource found = client.genericKubernetesResources(context)
                .inNamespace(namespace)
                .withName(name)
                .get();
        return Optional.ofNullable(found).map(object -> mapper.<ObjectNode>valueToTree(object));
    }
}
