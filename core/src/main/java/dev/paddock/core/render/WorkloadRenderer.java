// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.mural.Policy;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.oam.RenderedApplication;
import dev.paddock.core.oam.WorkloadObjects;
import dev.paddock.core.policy.ObjectPolicies;
import dev.paddock.core.workload.MacroResolver;
import dev.paddock.core.workload.SystemOutputs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders a deployment as one cluster sees it: macros, then each component's definition with its traits, then the policies, then names,
 * namespaces and labels. It reports all errors at once.
 */
public final class WorkloadRenderer {

    private final TemplateEngine engine;
    private final ReleaseRenderer releases;
    private final ObjectMapper mapper = new ObjectMapper();

    /** Leaves charts to the controllers of the clusters. */
    public WorkloadRenderer(TemplateEngine engine) {
        this(engine, ReleaseRenderer.LEFT_TO_CONTROLLER);
    }

    public WorkloadRenderer(TemplateEngine engine, ReleaseRenderer releases) {
        this.engine = engine;
        this.releases = releases;
    }

    /** @param definitions what the workload's types mean */
    public Rendering render(RenderRequest request, Definitions definitions, SystemOutputs outputs) {
        return new Run(request, definitions, outputs).render();
    }

    /** The state of one rendering. */
    private final class Run {
        private final RenderRequest request;
        private final Definitions definitions;
        private final SystemOutputs outputs;
        private final MacroResolver macros;
        private final List<FieldError> errors = new ArrayList<>();
        private final List<RenderedObject> objects = new ArrayList<>();

        private Run(RenderRequest request, Definitions definitions, SystemOutputs outputs) {
            this.request = request;
            this.definitions = definitions;
            this.outputs = outputs;
            this.macros = new MacroResolver(request.variables(), outputs, request.others());
        }

        private Rendering render() {
            WorkloadTemplate resolved = resolved(request.template());
            WorkloadApplication read = WorkloadApplication.of(request, resolved);
            WorkloadObjects.Result result = new WorkloadObjects(engine, definitions, releases)
                    .render(
                            read.application(),
                            new WorkloadSetting(
                                    request,
                                    read.application(),
                                    outputs,
                                    WorkloadYamls.askedFor(request, resolved, read, definitions)));
            WorkloadApplication rendered = read.with(result.rendered());
            add(result, rendered);
            refuseDuplicates();
            ObjectPolicies policies = ObjectPolicies.of(read.application().policies());
            objects.forEach(object -> treat(object, policies, rendered.componentType(object.component())));
            errors.addAll(0, result.errors());
            errors.addAll(policies.errors());
            errors.addAll(macros.errors());
            List<String> warnings = new ArrayList<>(result.warnings());
            warnings.addAll(policies.warnings());
            List<RenderedObject> ordered = objects.stream()
                    .sorted(Comparator.comparingInt(RenderedObject::priority))
                    .toList();
            return new Rendering(
                    ordered,
                    resolved,
                    macros.clusterReads(),
                    rendered.clusterReads(definitions),
                    new DefinedHealth(definitions).of(result.rendered()),
                    errors,
                    warnings);
        }

        private void treat(RenderedObject object, ObjectPolicies policies, String componentType) {
            policies.refusal(object.object(), componentType).ifPresent(errors::add);
            policies.treatment(object.object(), componentType).writeTo(object.object());
        }

        private WorkloadTemplate resolved(WorkloadTemplate template) {
            List<WorkloadTemplate.Component> components = new ArrayList<>();
            for (int i = 0; i < template.components().size(); i++) {
                String path = request.templatePath() + ".components[" + i + "]";
                components.add(resolved(template.components().get(i), path));
            }
            List<Policy> policies = new ArrayList<>();
            for (int i = 0; i < template.policies().size(); i++) {
                Policy policy = template.policies().get(i);
                String path = request.templatePath() + ".policies[" + i + "].properties";
                policies.add(new Policy(policy.name(), policy.type(), resolved(policy.properties(), path)));
            }
            return new WorkloadTemplate(template.metadata(), components, template.objectOutputRefs(), policies);
        }

        private WorkloadTemplate.Component resolved(WorkloadTemplate.Component component, String path) {
            List<WorkloadTemplate.Trait> traits = new ArrayList<>();
            for (int i = 0; i < component.traits().size(); i++) {
                WorkloadTemplate.Trait trait = component.traits().get(i);
                traits.add(new WorkloadTemplate.Trait(
                        trait.type(),
                        trait.name(),
                        resolved(trait.properties(), path + ".traits[" + i + "].properties"),
                        trait.definitionOutputRefs()));
            }
            return new WorkloadTemplate.Component(
                    component.name(),
                    component.type(),
                    resolved(component.properties(), path + ".properties"),
                    traits,
                    component.deploymentPriority(),
                    component.definitionOutputRefs());
        }

        @SuppressWarnings("unchecked") // an object node always converts to a map
        private Map<String, Object> resolved(Map<String, Object> properties, String path) {
            return mapper.convertValue(macros.resolve(path, mapper.valueToTree(properties)), Map.class);
        }

        private void add(WorkloadObjects.Result result, WorkloadApplication read) {
            for (RenderedApplication.Component component : result.components()) {
                int priority = read.priority(component.name());
                add(component.name(), priority, read.mainPath(component.name()), component.main());
                for (RenderedApplication.Part part : component.parts()) {
                    add(component.name(), priority, read.path(component.name(), part), part.object());
                }
            }
            for (RenderedApplication.PolicyObjects policy : result.policies()) {
                // There before any component.
                policy.objects().forEach(object -> add(policy.name(), 0, read.policyPath(policy.name()), object));
            }
        }

        private void add(String owner, int priority, String path, ObjectNode object) {
            Optional<FieldError> fault = noObject(object, path);
            if (fault.isPresent()) {
                errors.add(fault.get());
                return;
            }
            boolean namespaced = !KubernetesScopes.clusterScoped(
                    KubernetesScopes.kindGroup(
                            object.path("apiVersion").asText(),
                            object.path("kind").asText()),
                    request.clusterScopedKinds());
            ObjectNode metadata = object.withObject("/metadata");
            if (!namespaced) {
                metadata.remove("namespace");
            } else if (metadata.path("namespace").asText().isEmpty()) {
                metadata.put("namespace", request.targetNamespace());
            }
            objects.add(new RenderedObject(owner, priority, path, namespaced, object));
        }

        private static Optional<FieldError> noObject(ObjectNode object, String path) {
            for (String field : List.of("apiVersion", "kind")) {
                if (object.path(field).asText().isEmpty()) {
                    return Optional.of(
                            WorkloadApplication.isWrittenObject(path)
                                    ? FieldError.required(path + "." + field, "every Kubernetes object has one")
                                    : FieldError.required(path, "an object that its template makes has no " + field));
                }
            }
            return Optional.empty();
        }

        private void refuseDuplicates() {
            Map<String, RenderedObject> seen = new HashMap<>();
            for (RenderedObject object : objects) {
                RenderedObject first = seen.putIfAbsent(object.identity(), object);
                if (first != null) {
                    errors.add(new FieldError(
                            object.path(),
                            FieldError.Type.DUPLICATE,
                            object.identity(),
                            "also rendered from " + first.path()));
                }
            }
        }
    }
}
