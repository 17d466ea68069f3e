// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.annotation.Travelling;
import dev.paddock.core.definition.Definitions;
import java.util.Map;

/**
 * The labels and annotations every rendered object carries: those of the workload that may travel, then the object's own, then ours,
 * the stronger last. Which keys may travel is the filter rule of api.md 7.4.
 */
final class ObjectMetadata {

    private static final String WORKLOAD_TYPE = "workload.oam.dev/type";
    private static final String RESOURCE_TYPE = "app.oam.dev/resourceType";

    private final RenderRequest request;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;

    ObjectMetadata(RenderRequest request) {
        this.request = request;
        WorkloadTemplate.Metadata given = request.template().metadata();
        Map<String, String> givenAnnotations = given == null ? Map.of() : given.annotations();
        Travelling travelling = Travelling.of(given == null ? Map.of() : given.labels(), givenAnnotations);
        this.labels = travelling.labels();
        this.annotations = travelling.annotations();
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
}
