// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** As KubeVela has it for an Application. */
record ApplicationSetting(TemplateContext contexts, OamMetadata metadata, String kubernetesVersion)
        implements DeliverySetting {

    static ApplicationSetting of(Application application, RenderSettings settings) {
        return new ApplicationSetting(
                new TemplateContext(application, settings),
                new OamMetadata(application, settings),
                settings.clusterVersion().gitVersion());
    }

    @Override
    public ObjectNode context(String name, JsonNode parameter) {
        return contexts.of(name, parameter);
    }

    @Override
    public void completeMain(ObjectNode object, Application.Component component) {
        metadata.completeMain(object, component);
    }

    @Override
    public void completePart(ObjectNode object, Application.Component component, String source, String resource) {
        metadata.completePart(object, component.name(), source, resource);
    }

    @Override
    public void completeChartObject(ObjectNode object, String component) {
        metadata.completeChartObject(object, component);
    }

    @Override
    public void completePolicyObject(ObjectNode object, String policy) {
        metadata.completePolicyObject(object, policy);
    }
}
