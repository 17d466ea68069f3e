// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.core.definition.Definitions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names, namespaces, labels and annotations as KubeVela gives them to what an Application makes. */
final class OamMetadata {

    private static final String RESOURCE_TYPE = "app.oam.dev/resourceType";
    private static final String WORKLOAD_TYPE = "workload.oam.dev/type";
    private static final String FILTER_LABELS = "filter.oam.dev/label-keys";
    private static final String FILTER_ANNOTATIONS = "filter.oam.dev/annotation-keys";

    /** Annotations that are about the Application itself. */
    private static final List<String> NEVER_PASSED_ON = List.of(
            "app.oam.dev/inplace-upgrade",
            FILTER_LABELS,
            FILTER_ANNOTATIONS,
            "kubectl.kubernetes.io/last-applied-configuration");

    private final Application application;
    private final RenderSettings settings;

    OamMetadata(Application application, RenderSettings settings) {
        this.application = application;
        this.settings = settings;
    }

    void completeMain(ObjectNode object, Application.Component component) {
        ObjectNode metadata = object.withObject("/metadata");
        if (metadata.path("name").asText().isEmpty()) {
            metadata.put("name", component.name());
        }
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(WORKLOAD_TYPE, Definitions.nameOf(component.type()));
        labels.put(RESOURCE_TYPE, "WORKLOAD");
        complete(object, component.name(), labels);
    }

    void completePart(ObjectNode object, String component, String source, String resource) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.TRAIT_TYPE, source);
        labels.put(Labels.TRAIT_RESOURCE, resource);
        ObjectNode metadata = object.withObject("/metadata");
        if (metadata.path("name").asText().isEmpty()) {
            metadata.put("name", GeneratedName.of(component, source, forHash(object, component, labels)));
        }
        labels.put(RESOURCE_TYPE, "TRAIT");
        complete(object, component, labels);
    }

    void completePolicyObject(ObjectNode object, String policy) {
        ObjectNode metadata = object.withObject("/metadata");
        if (metadata.path("name").asText().isEmpty()) {
            metadata.put("name", policy);
        }
        namespace(object);
        ObjectNode labels = metadata.withObject("/labels");
        labels.put(Labels.APP_NAME, application.name());
        labels.put(Labels.APP_COMPONENT, policy);
        labels.put(Labels.APP_REVISION, settings.revision());
    }

    /** Of a chart's object, which has its name and namespace from the chart. */
    void completeChartObject(ObjectNode object, String component) {
        ObjectNode labels = object.withObject("/metadata/labels");
        labels(component).forEach(labels::put);
    }

    /** The object as it is when KubeVela names it: with the labels it has by then, but without the revision. */
    private ObjectNode forHash(ObjectNode object, String component, Map<String, String> own) {
        ObjectNode copy = object.deepCopy();
        ObjectNode labels = copy.withObject("/metadata/labels");
        labels.put(Labels.APP_NAME, application.name());
        labels.put(Labels.APP_COMPONENT, component);
        own.forEach(labels::put);
        return copy;
    }

    private void complete(ObjectNode object, String component, Map<String, String> own) {
        namespace(object);
        ObjectNode labels = object.withObject("/metadata/labels");
        own.forEach(labels::put);
        labels(component).forEach(labels::put);
        ObjectNode annotations = object.withObject("/metadata/annotations");
        application.annotations().forEach(annotations::put);
        annotations.remove(NEVER_PASSED_ON);
        annotations.remove(listed(FILTER_ANNOTATIONS));
        if (annotations.isEmpty()) {
            object.withObject("/metadata").remove("annotations");
        }
    }

    private Map<String, String> labels(String component) {
        Map<String, String> labels = new LinkedHashMap<>(application.labels());
        labels.put(Labels.APP_NAME, application.name());
        labels.put(Labels.APP_NAMESPACE, application.namespace());
        labels.put(Labels.APP_REVISION, settings.revision());
        labels.put(Labels.APP_COMPONENT, component);
        labels.keySet().removeAll(listed(FILTER_LABELS));
        return labels;
    }

    private List<String> listed(String annotation) {
        List<String> listed = new ArrayList<>();
        for (String each :
                application.annotations().getOrDefault(annotation, "").split(",")) {
            listed.add(each.strip());
        }
        return listed;
    }

    private void namespace(ObjectNode object) {
        boolean isNamespace = object.path("apiVersion").asText().equals("v1")
                && object.path("kind").asText().equals("Namespace");
        ObjectNode metadata = object.withObject("/metadata");
        if (!isNamespace && metadata.path("namespace").asText().isEmpty()) {
            metadata.put("namespace", application.namespace());
        }
    }
}
