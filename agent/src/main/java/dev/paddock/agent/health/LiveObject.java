// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.meta.Labels;
import java.util.Map;

/** A rendered object as it is on the cluster; its labels say which component and trait it is of. */
public record LiveObject(ObjectRef ref, Map<String, String> labels, JsonNode object) {

    private static final String RESOURCE_TYPE = "app.oam.dev/resourceType";
    private static final String MAIN = "output";

    String component() {
        return labels.getOrDefault(Labels.APP_COMPONENT, "");
    }

    /** Empty for what the component itself makes, be it its main object or another. */
    String trait() {
        String type = labels.getOrDefault(Labels.TRAIT_TYPE, "");
        return type.equals(Labels.AUXILIARY_WORKLOAD) ? "" : type;
    }

    /** {@code output}, or its name among the outputs. */
    String id() {
        String named = labels.getOrDefault(Labels.TRAIT_RESOURCE, "");
        return labels.getOrDefault(RESOURCE_TYPE, "").equals("WORKLOAD") || named.isEmpty() ? MAIN : named;
    }

    boolean isMain() {
        return trait().isEmpty() && id().equals(MAIN);
    }

    String version() {
        return ref + "@" + object.path("metadata").path("resourceVersion").asText();
    }
}
