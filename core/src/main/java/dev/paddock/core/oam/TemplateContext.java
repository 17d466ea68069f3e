// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a template may know besides its parameter, under KubeVela's names. */
public final class TemplateContext {

    private static final String WORKFLOW_NAME = "app.oam.dev/workflowName";
    private static final String PUBLISH_VERSION = "app.oam.dev/publishVersion";

    private final Application application;
    private final RenderSettings settings;

    public TemplateContext(Application application, RenderSettings settings) {
        this.application = application;
        this.settings = settings;
    }

    /** @param name the component or the policy */
    public ObjectNode of(String name, JsonNode parameter) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.put("name", name)
                .put("namespace", application.namespace())
                .put("appName", application.name())
                .put("appRevision", settings.revision())
                .put("appRevisionNum", settings.revisionNumber())
                .put("revision", "")
                .put("replicaKey", "")
                .put("cluster", settings.cluster())
                .put("workflowName", application.annotations().getOrDefault(WORKFLOW_NAME, ""))
                .put("publishVersion", application.annotations().getOrDefault(PUBLISH_VERSION, ""));
        context.set("clusterVersion", settings.clusterVersion().json());
        ObjectNode labels = context.putObject("appLabels");
        application.labels().forEach(labels::put);
        ObjectNode annotations = context.putObject("appAnnotations");
        application.annotations().forEach(annotations::put);
        context.set("components", components());
        context.set("parameter", parameter);
        return context;
    }

    private ArrayNode components() {
        ArrayNode components = JsonNodeFactory.instance.arrayNode();
        application.components().forEach(component -> {
            ObjectNode each = components.addObject();
            each.put("name", component.name()).put("type", component.type());
            each.set("properties", component.properties());
            ArrayNode traits = JsonNodeFactory.instance.arrayNode();
            component.traits().forEach(trait -> {
                ObjectNode one = traits.addObject().put("type", trait.type());
                one.set("properties", trait.properties());
            });
            if (!traits.isEmpty()) {
                each.set("traits", traits);
            }
        });
        return components;
    }
}
