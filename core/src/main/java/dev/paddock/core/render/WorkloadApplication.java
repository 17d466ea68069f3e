// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.Policy;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.definition.ClusterReads;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.oam.Application;
import dev.paddock.core.oam.RenderedApplication;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A workload as the Application that its templates see, and where in the workload each part of it was written. */
record WorkloadApplication(Application application, Map<String, Integer> priorities) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The one type whose objects stand in the workload as they are, so that their place can be told. */
    private static final String LIST_OF_OBJECTS = "k8s-objects";

    private static final String OBJECTS = "objects";

    static WorkloadApplication of(RenderRequest request, WorkloadTemplate template) {
        List<Application.Component> components = new ArrayList<>();
        Map<String, Integer> priorities = new HashMap<>();
        for (WorkloadTemplate.Component component : template.components()) {
            String path = request.templatePath() + ".components[" + components.size() + "]";
            components.add(new Application.Component(
                    component.name(), component.type(), node(component.properties()), traits(component, path), path));
            priorities.put(component.name(), component.priority());
        }
        List<Application.Policy> policies = new ArrayList<>();
        for (Policy policy : template.policies()) {
            String path = request.templatePath() + ".policies[" + policies.size() + "]";
            policies.add(new Application.Policy(
                    policy.name(),
                    policy.type(),
                    node(policy.properties()),
                    !policy.properties().isEmpty(),
                    path));
        }
        WorkloadTemplate.Metadata metadata = template.metadata();
        return new WorkloadApplication(
                new Application(
                        request.deployment(),
                        // Where the objects will be: a template that says where something is means that.
                        request.targetNamespace(),
                        metadata == null ? Map.of() : metadata.labels(),
                        metadata == null ? Map.of() : metadata.annotations(),
                        components,
                        policies,
                        List.of()),
                Map.copyOf(priorities));
    }

    private static List<Application.Trait> traits(WorkloadTemplate.Component component, String path) {
        List<Application.Trait> traits = new ArrayList<>();
        for (WorkloadTemplate.Trait trait : component.traits()) {
            traits.add(new Application.Trait(
                    trait.type(), node(trait.properties()), path + ".traits[" + traits.size() + "]"));
        }
        return traits;
    }

    private static ObjectNode node(Map<String, Object> properties) {
        return MAPPER.valueToTree(properties);
    }

    WorkloadApplication with(Application rendered) {
        return new WorkloadApplication(rendered, priorities);
    }

    int priority(String component) {
        return priorities.getOrDefault(component, 0);
    }

    /** Blank for what a policy makes. */
    String componentType(String component) {
        return application.components().stream()
                .filter(each -> each.name().equals(component))
                .map(each -> Definitions.nameOf(each.type()))
                .findFirst()
                .orElse("");
    }

    private String path(String component) {
        return application.components().stream()
                .filter(each -> each.name().equals(component))
                .map(Application.Component::path)
                .findFirst()
                .orElse("spec.workload");
    }

    /**
     * Where an object comes from.
     *
     * @param part an object besides the component's own
     */
    String path(String component, RenderedApplication.Part part) {
        if (!part.source().equals(Labels.AUXILIARY_WORKLOAD)) {
            return traitPath(component, part.source());
        }
        return isListOfObjects(component) && part.resource().startsWith(OBJECTS + "-")
                ? objectPath(component, part.resource())
                : path(component);
    }

    String mainPath(String component) {
        return isListOfObjects(component) ? objectPath(component, OBJECTS + "-0") : path(component);
    }

    private String objectPath(String component, String resource) {
        return path(component) + ".properties." + OBJECTS + "[" + resource.substring(OBJECTS.length() + 1) + "]";
    }

    /** Whether the object at the path is one that the user wrote as it is. */
    static boolean isWrittenObject(String path) {
        return path.contains(".properties." + OBJECTS + "[");
    }

    private boolean isListOfObjects(String component) {
        return application.components().stream()
                .anyMatch(each -> each.name().equals(component) && each.type().equals(LIST_OF_OBJECTS));
    }

    /** Of a trait that an override added the component's. */
    private String traitPath(String component, String trait) {
        return application.components().stream()
                .filter(each -> each.name().equals(component))
                .flatMap(each -> each.traits().stream())
                .filter(each -> Definitions.nameOf(each.type()).equals(trait))
                .map(Application.Trait::path)
                .findFirst()
                .orElseGet(() -> path(component));
    }

    String policyPath(String policy) {
        return application.policies().stream()
                .filter(each -> each.name().equals(policy))
                .map(Application.Policy::path)
                .findFirst()
                .orElse("spec.workload.policies");
    }

    /** What its templates may read of the cluster. */
    Set<ClusterReads.Input> clusterReads(Definitions definitions) {
        Set<ClusterReads.Input> reads = EnumSet.noneOf(ClusterReads.Input.class);
        templates(definitions).map(ClusterReads::of).forEach(reads::addAll);
        return reads;
    }

    /** The texts of all the definitions that it uses. */
    Stream<String> templates(Definitions definitions) {
        return Stream.concat(
                application.components().stream()
                        .flatMap(component -> Stream.concat(
                                text(definitions, Definition.Kind.COMPONENT, component.type()),
                                component.traits().stream()
                                        .flatMap(trait -> text(definitions, Definition.Kind.TRAIT, trait.type())))),
                application.policies().stream()
                        .flatMap(policy -> text(definitions, Definition.Kind.POLICY, policy.type())));
    }

    private static Stream<String> text(Definitions definitions, Definition.Kind kind, String type) {
        return definitions
                .find(kind, type)
                .map(definition -> definition.schematic().text())
                .stream();
    }
}
