// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.definition.Definitions;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The labels and annotations every rendered object carries: those of the workload that may travel, then the object's own, then ours,
 * the stronger last. Which keys may travel is the filter rule of api.md 7.4.
 */
final class ObjectMetadata {

    private static final String WORKLOAD_TYPE = "workload.oam.dev/type";
    private static final String RESOURCE_TYPE = "app.oam.dev/resourceType";
    private static final String KUBECTL = "kubectl.kubernetes.io/";
    private static final Set<String> FILTER_PREFIXES =
            Set.of(Annotations.FILTER_PREFIX, "filter.spectrocloud.com/", "filter.oam.dev/");

    private final RenderRequest request;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;

    ObjectMetadata(RenderRequest request) {
        this.request = request;
        WorkloadTemplate.Metadata given = request.template().metadata();
        Map<String, String> givenAnnotations = given == null ? Map.of() : given.annotations();
        this.labels = travelling(given == null ? Map.of() : given.labels(), filtered(givenAnnotations, "label-keys"));
        this.annotations = travelling(givenAnnotations, filtered(givenAnnotations, "annotation-keys"));
    }

    /** The metadata of a component's own object, in place. */
    void completeMain(ObjectNode object, String component, String type) {
        ObjectNode all = complete(object, component);
        all.put(RESOURCE_TYPE, "WORKLOAD").put(WORKLOAD_TYPE, Definitions.nameOf(type));
    }

    /** The metadata of what a component, a trait or a policy makes besides, in place. */
    void completePart(ObjectNode object, String component, String source, String resource) {
        complete(object, component)
                .put(RESOURCE_TYPE, "TRAIT")
                .put(Labels.TRAIT_TYPE, source)
                .put(Labels.TRAIT_RESOURCE, resource);
    }

    void completeChartObject(ObjectNode object, String component) {
        complete(object, component);
    }

    private ObjectNode complete(ObjectNode object, String component) {
        ObjectNode metadata = object.withObject("/metadata");
        ObjectNode allLabels = merged(metadata, "labels", labels);
        allLabels.put(Labels.APP_NAME, request.deployment());
        allLabels.put(Labels.APP_NAMESPACE, request.project());
        allLabels.put(Labels.APP_COMPONENT, component);
        allLabels.put(Labels.DEPLOYMENT, request.deployment());
        metadata.set("labels", allLabels);
        ObjectNode allAnnotations = merged(metadata, "annotations", annotations);
        if (!allAnnotations.isEmpty()) {
            metadata.set("annotations", allAnnotations);
        }
        return allLabels;
    }

    private static ObjectNode merged(ObjectNode metadata, String field, Map<String, String> inherited) {
        ObjectNode all = metadata.objectNode();
        inherited.forEach(all::put);
        if (metadata.path(field) instanceof ObjectNode own) {
            all.setAll(own);
        }
        return all;
    }

    private static Map<String, String> travelling(Map<String, String> given, Set<String> filtered) {
        Map<String, String> kept = new TreeMap<>(given);
        kept.keySet()
                .removeIf(key -> filtered.contains(key)
                        || key.startsWith(Annotations.RENDERING_PREFIX)
                        || key.startsWith(Annotations.RENDERING_ALIAS_PREFIX)
                        || key.startsWith(KUBECTL)
                        || FILTER_PREFIXES.stream().anyMatch(key::startsWith));
        return kept;
    }

    private static Set<String> filtered(Map<String, String> annotations, String list) {
        Set<String> keys = new TreeSet<>();
        for (String prefix : FILTER_PREFIXES) {
            Arrays.stream(annotations.getOrDefault(prefix + list, "").split(","))
                    .map(String::strip)
                    .forEach(keys::add);
        }
        return keys;
    }
}
