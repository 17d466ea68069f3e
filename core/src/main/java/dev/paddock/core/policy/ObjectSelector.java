// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import java.util.List;
import java.util.Set;

/**
 * Which objects a rule is about: those that every list which is given has. Without any list it is about none, as in KubeVela.
 */
record ObjectSelector(
        List<String> componentNames,
        List<String> componentTypes,
        List<String> oamTypes,
        List<String> traitTypes,
        List<String> resourceTypes,
        List<String> resourceNames) {

    private static final String TYPE = "workload.oam.dev/type";
    private static final String ROLE = "app.oam.dev/resourceType";
    private static final String WORKLOAD = "WORKLOAD";
    private static final String COMPONENT = "COMPONENT";

    ObjectSelector {
        componentNames = List.copyOf(componentNames);
        componentTypes = List.copyOf(componentTypes);
        oamTypes = List.copyOf(oamTypes);
        traitTypes = List.copyOf(traitTypes);
        resourceTypes = List.copyOf(resourceTypes);
        resourceNames = List.copyOf(resourceNames);
    }

    static ObjectSelector of(JsonNode selector) {
        return new ObjectSelector(
                texts(selector.path("componentNames")),
                texts(selector.path("componentTypes")),
                texts(selector.path("oamTypes")),
                texts(selector.path("traitTypes")),
                texts(selector.path("resourceTypes")),
                texts(selector.path("resourceNames")));
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    boolean isEmpty() {
        return List.of(componentNames, componentTypes, oamTypes, traitTypes, resourceTypes, resourceNames).stream()
                .allMatch(List::isEmpty);
    }

    /** @param componentType of the component that the object belongs to, for an object that no label gives a role: a chart's */
    boolean matches(ObjectNode object, String componentType) {
        JsonNode labels = object.path("metadata").path("labels");
        boolean ofChart = labels.path(ROLE).isMissingNode();
        String role = ofChart ? WORKLOAD : labels.path(ROLE).asText();
        // KubeVela's reference says COMPONENT, its label says WORKLOAD.
        Set<String> roles = role.equals(WORKLOAD) ? Set.of(WORKLOAD, COMPONENT) : Set.of(role);
        return !isEmpty()
                && fits(componentNames, Set.of(labels.path(Labels.APP_COMPONENT).asText()))
                && fits(
                        componentTypes,
                        Set.of(ofChart ? componentType : labels.path(TYPE).asText()))
                && fits(oamTypes, roles)
                && fits(traitTypes, Set.of(labels.path(Labels.TRAIT_TYPE).asText()))
                && fits(resourceTypes, Set.of(object.path("kind").asText()))
                && fits(
                        resourceNames,
                        Set.of(object.path("metadata").path("name").asText()));
    }

    private static boolean fits(List<String> asked, Set<String> values) {
        return asked.isEmpty() || values.stream().anyMatch(value -> !value.isEmpty() && asked.contains(value));
    }
}
