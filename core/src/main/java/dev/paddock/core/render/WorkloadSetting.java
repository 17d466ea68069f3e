// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.core.oam.Application;
import dev.paddock.core.oam.DeliverySetting;
import dev.paddock.core.oam.GeneratedName;
import dev.paddock.core.oam.RenderSettings;
import dev.paddock.core.oam.TemplateContext;
import dev.paddock.core.workload.SystemOutputs;

/** What templates know of a workload on one cluster, and how its objects are named and labelled. */
final class WorkloadSetting implements DeliverySetting {

    private final RenderRequest request;
    private final RenderSettings settings;
    private final TemplateContext contexts;
    private final ObjectMetadata metadata;

    WorkloadSetting(RenderRequest request, Application application, SystemOutputs outputs) {
        this.request = request;
        this.settings = ClusterContext.settings(request, outputs);
        this.contexts = new TemplateContext(application, settings);
        this.metadata = new ObjectMetadata(request);
    }

    @Override
    public ObjectNode context(String name, JsonNode parameter) {
        return contexts.of(name, parameter).put("revision", request.revision());
    }

    @Override
    public void completeMain(ObjectNode object, Application.Component component) {
        ObjectNode own = object.withObject("/metadata");
        if (own.path("name").asText().isEmpty()) {
            own.put("name", component.name());
        }
        metadata.completeMain(object, component.name(), component.type());
    }

    @Override
    public void completePart(ObjectNode object, Application.Component component, String source, String resource) {
        ObjectNode own = object.withObject("/metadata");
        if (own.path("name").asText().isEmpty()) {
            own.put("name", GeneratedName.of(component.name(), source, object));
        }
        metadata.completePart(object, component.name(), source, resource);
    }

    @Override
    public void completeChartObject(ObjectNode object, String component) {
        metadata.completeChartObject(object, component);
    }

    @Override
    public String kubernetesVersion() {
        return settings.clusterVersion().gitVersion();
    }

    @Override
    public void completePolicyObject(ObjectNode object, String policy) {
        ObjectNode own = object.withObject("/metadata");
        if (own.path("name").asText().isEmpty()) {
            own.put("name", policy);
        }
        metadata.completePart(object, policy, Labels.AUXILIARY_WORKLOAD, policy);
    }
}
