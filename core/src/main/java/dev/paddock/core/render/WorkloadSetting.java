// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.core.oam.Application;
import dev.paddock.core.oam.DeliverySetting;
import dev.paddock.core.oam.GeneratedName;
import dev.paddock.core.oam.RenderSettings;
import dev.paddock.core.oam.TemplateContext;
import dev.paddock.core.workload.SystemOutputs;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What templates know of a workload on one cluster, and how its objects are named and labelled. */
final class WorkloadSetting implements DeliverySetting {

    private final RenderRequest request;
    private final RenderSettings settings;
    private final TemplateContext contexts;
    private final ObjectMetadata metadata;
    private final Optional<ArrayNode> workload;
    private final SystemOutputs outputs;
    private final boolean installsReleases;

    /** @param workload what templates find as the objects they are a part of; empty where none asks for it */
    WorkloadSetting(
            RenderRequest request, Application application, SystemOutputs outputs, Optional<ArrayNode> workload) {
        this.workload = workload;
        this.outputs = outputs;
        this.request = request;
        this.settings = ClusterContext.settings(request, outputs);
        this.contexts = new TemplateContext(application, settings);
        this.metadata = new ObjectMetadata(request);
        this.installsReleases = outputs.installsReleases();
    }

    @Override
    public Optional<String> claim(String name) {
        return outputs.claim(name);
    }

    @Override
    public ObjectNode context(String name, JsonNode parameter) {
        ObjectNode context = contexts.of(name, parameter).put("revision", request.revision());
        workload.ifPresent(objects -> context.set(WorkloadYamls.KEY, objects));
        return context;
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

    /** What it refers to is on the hub, in the deployment's namespace or the system's; what it makes goes to the target namespace. */
    @Override
    public Optional<String> beforeRendering(ObjectNode copy) {
        ObjectNode metadata = copy.withObject("/metadata");
        if (metadata.path("namespace").asText().isEmpty()) {
            metadata.put("namespace", request.project());
        }
        if (!copy.path("kind").asText().equals("HelmRelease")) {
            return Optional.empty();
        }
        ObjectNode spec = copy.withObject("/spec");
        if (spec.path("targetNamespace").asText().isEmpty()) {
            spec.put("targetNamespace", request.targetNamespace());
            if (spec.path("releaseName").asText().isEmpty()) {
                spec.put("releaseName", metadata.path("name").asText());
            }
        }
        String own = metadata.path("namespace").asText();
        if (!own.equals(request.project())) {
            // Values and Secrets are read from where the release is.
            return Optional.of("metadata.namespace: Forbidden: \"%s\": a release is only in its project, %s"
                    .formatted(own, request.project()));
        }
        Set<String> reach = Set.of("", request.project(), Namespaces.SYSTEM);
        return Stream.of("/spec/chartRef/namespace", "/spec/chart/spec/sourceRef/namespace")
                .map(path -> copy.at(path).asText(""))
                .filter(namespace -> !reach.contains(namespace))
                .findFirst()
                .map(namespace -> "namespace \"%s\": Forbidden: a chart's source may only be in %s or %s"
                        .formatted(namespace, request.project(), Namespaces.SYSTEM));
    }

    /** What a controller makes is not the delivery's own, so no output of the component would be found in it. */
    @Override
    public boolean installsRelease(String component) {
        return installsReleases
                && request.template().components().stream()
                        .filter(each -> each.name().equals(component))
                        .allMatch(each -> each.definitionOutputRefs().isEmpty());
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
