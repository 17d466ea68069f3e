// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.workload.MacroResolver;
import dev.paddock.core.workload.SystemOutputs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Renders a deployment as one cluster sees it: macros, then each component's schematic, then names, namespaces and labels. It reports all
 * errors at once, and refuses what comes later (traits, policies) instead of leaving it out.
 */
public final class WorkloadRenderer {

    private static final String LATER = "issue 3 of 4";

    private final ComponentTypes types;
    private final ObjectMapper mapper = new ObjectMapper();

    public WorkloadRenderer(ComponentTypes types) {
        this.types = types;
    }

    public Rendering render(RenderRequest request, SystemOutputs outputs) {
        return new Run(request, new MacroResolver(request.variables(), outputs, request.others())).render();
    }

    /** The state of one rendering. */
    private final class Run {
        private final RenderRequest request;
        private final MacroResolver macros;
        private final ObjectMetadata metadata;
        private final List<FieldError> errors = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<RenderedObject> objects = new ArrayList<>();
        private final List<WorkloadTemplate.Component> resolved = new ArrayList<>();

        private Run(RenderRequest request, MacroResolver macros) {
            this.request = request;
            this.macros = macros;
            this.metadata = new ObjectMetadata(request);
        }

        private Rendering render() {
            WorkloadTemplate template = request.template();
            refuseLater(request.templatePath() + ".policies", template.policies(), "policies");
            for (int i = 0; i < template.components().size(); i++) {
                component(template.components().get(i), request.templatePath() + ".components[" + i + "]");
            }
            refuseDuplicates();
            errors.addAll(macros.errors());
            List<RenderedObject> ordered = objects.stream()
                    .sorted(Comparator.comparingInt(RenderedObject::priority))
                    .toList();
            WorkloadTemplate result = new WorkloadTemplate(
                    template.metadata(), resolved, template.objectOutputRefs(), template.policies());
            return new Rendering(ordered, result, macros.clusterReads(), errors, warnings);
        }

        private void refuseLater(String path, List<?> given, String what) {
            if (!given.isEmpty()) {
                errors.add(FieldError.notYetSupported(path, what, LATER));
            }
        }

        private void component(WorkloadTemplate.Component component, String path) {
            refuseLater(path + ".traits", component.traits(), "traits");
            ObjectNode properties =
                    (ObjectNode) macros.resolve(path + ".properties", mapper.valueToTree(component.properties()));
            resolved.add(withProperties(component, properties));
            Schematic schematic = types.find(component.type()).orElse(null);
            if (schematic == null) {
                errors.add(types.refusal(path + ".type", component.type()));
                return;
            }
            Schematic.Result result = schematic.render(
                    properties,
                    path + ".properties",
                    new SchematicContext(
                            request.deployment(), request.project(), component.name(), request.revision()));
            errors.addAll(result.errors());
            warnings.addAll(result.warnings());
            result.objects().forEach(produced -> add(component, produced));
        }

        private void add(WorkloadTemplate.Component component, Schematic.Produced produced) {
            ObjectNode object = produced.object().deepCopy();
            ObjectNode meta = object.withObject("/metadata");
            if (meta.path("name").asText().isEmpty()) {
                meta.put("name", component.name());
            }
            boolean namespaced = !KubernetesScopes.clusterScoped(
                    KubernetesScopes.kindGroup(
                            object.path("apiVersion").asText(),
                            object.path("kind").asText()),
                    request.clusterScopedKinds());
            if (!namespaced) {
                meta.remove("namespace");
            } else if (meta.path("namespace").asText().isEmpty()) {
                meta.put("namespace", request.targetNamespace());
            }
            metadata.complete(object, component, produced.id());
            objects.add(
                    new RenderedObject(component.name(), component.priority(), produced.path(), namespaced, object));
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

        private WorkloadTemplate.Component withProperties(WorkloadTemplate.Component component, ObjectNode properties) {
            @SuppressWarnings("unchecked") // an object node always converts to a map
            Map<String, Object> map = mapper.convertValue(properties, Map.class);
            return new WorkloadTemplate.Component(
                    component.name(),
                    component.type(),
                    map,
                    component.traits(),
                    component.deploymentPriority(),
                    component.definitionOutputRefs());
        }
    }
}
