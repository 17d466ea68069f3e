// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.core.definition.ContextValue;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.definition.UnknownProperties;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.quota.GpuFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders the components of one delivery: template, traits in their order, then names and labels. */
final class ComponentRenderer {

    private final TemplateEngine engine;
    private final Definitions definitions;
    private final DeliverySetting setting;
    private final ChartObjects charts;
    private final List<FieldError> errors;
    private final List<String> warnings;

    ComponentRenderer(
            TemplateEngine engine,
            Definitions definitions,
            ReleaseRenderer releases,
            DeliverySetting setting,
            List<FieldError> errors,
            List<String> warnings) {
        this.engine = engine;
        this.definitions = definitions;
        this.setting = setting;
        this.charts = new ChartObjects(releases, setting);
        this.errors = errors;
        this.warnings = warnings;
    }

    /** The component's objects, or nothing if it has errors. */
    Optional<RenderedApplication.Component> render(Application.Component component) {
        Optional<Definition> definition = ApplicationRenderer.find(
                definitions, Definition.Kind.COMPONENT, component.type(), component.path(), errors);
        List<Optional<Definition>> traits = component.traits().stream()
                .map(trait -> ApplicationRenderer.find(
                        definitions, Definition.Kind.TRAIT, trait.type(), trait.path(), errors))
                .toList();
        if (definition.isEmpty() || traits.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        warnOfConflicts(component, traits.stream().flatMap(Optional::stream).toList());
        ObjectNode parameter = withGpuFamily(component.properties());
        ComponentDraft draft = new ComponentDraft(setting.context(component.name(), parameter));
        TemplateFaults faults = new TemplateFaults(component.path(), component.type(), component.properties());
        boolean sound = evaluate(definition.get(), parameter, draft.context(), faults, component.path())
                .map(rendered -> draft.begin(rendered, faults, errors))
                .orElse(false);
        for (int i = 0; sound && i < traits.size(); i++) {
            sound = apply(draft, component.traits().get(i), traits.get(i).orElseThrow(), component);
        }
        // Last, so that what a rendering has time for goes to what it needs.
        warnOfUnknown(component.path(), component.type(), component.properties(), definition.get());
        for (int i = 0; i < traits.size(); i++) {
            Application.Trait trait = component.traits().get(i);
            warnOfUnknown(
                    trait.path(),
                    trait.type(),
                    trait.properties(),
                    traits.get(i).orElseThrow());
        }
        return sound
                ? complete(component, draft)
                        .flatMap(whole -> charts.of(whole, definition.get(), faults, errors, warnings))
                : Optional.empty();
    }

    /** What a policy with a definition of its own makes; whether there is such a definition has been checked. */
    Optional<RenderedApplication.PolicyObjects> policy(Application.Policy policy) {
        return definitions
                .find(Definition.Kind.POLICY, policy.type())
                .flatMap(definition -> policyObjects(policy, definition));
    }

    private Optional<RenderedApplication.PolicyObjects> policyObjects(
            Application.Policy policy, Definition definition) {
        TemplateFaults faults = new TemplateFaults(policy.path(), policy.type(), policy.properties());
        ComponentDraft draft = new ComponentDraft(setting.context(policy.name(), policy.properties()));
        boolean sound = evaluate(definition, policy.properties(), draft.context(), faults, policy.path())
                .map(rendered -> draft.begin(rendered, faults, errors))
                .orElse(false);
        warnOfUnknown(policy.path(), policy.type(), policy.properties(), definition);
        if (!sound) {
            return Optional.empty();
        }
        List<ObjectNode> objects = new ArrayList<>();
        objects.add(draft.main());
        draft.parts().forEach(part -> objects.add(part.object()));
        objects.forEach(object -> setting.completePolicyObject(object, policy.name()));
        return Optional.of(new RenderedApplication.PolicyObjects(policy.name(), objects));
    }

    private boolean apply(
            ComponentDraft draft, Application.Trait trait, Definition definition, Application.Component component) {
        ObjectNode context = draft.context();
        context.put("componentType", Definitions.nameOf(component.type()));
        TemplateFaults faults = new TemplateFaults(trait.path(), trait.type(), trait.properties());
        return evaluate(definition, trait.properties(), context, faults, trait.path())
                .map(rendered -> draft.apply(rendered, definition, faults, errors))
                .orElse(false);
    }

    private Optional<Evaluation.Rendered> evaluate(
            Definition definition, ObjectNode parameter, ObjectNode given, TemplateFaults faults, String path) {
        ObjectNode context = extended(given, definition, path);
        return switch (engine.evaluate(new TemplateEngine.Question(definition.schematic(), parameter, context))) {
            case Evaluation.Rendered rendered -> Optional.of(rendered);
            case Evaluation.Refused refused -> {
                errors.addAll(faults.of(refused.problems()));
                yield Optional.empty();
            }
        };
    }

    /** The context with what only this definition's template finds in it. */
    private ObjectNode extended(ObjectNode context, Definition definition, String path) {
        if (definition.contextValues().isEmpty()) {
            return context;
        }
        ObjectNode extended = context.objectNode();
        extended.setAll(context);
        for (ContextValue value : definition.contextValues()) {
            value.of(setting.claim(value.claim()), path + ".type", errors)
                    .ifPresent(found -> extended.set(value.key(), found));
        }
        return extended;
    }

    private Optional<RenderedApplication.Component> complete(Application.Component component, ComponentDraft draft) {
        ObjectNode main = draft.main();
        setting.completeMain(main, component);
        List<RenderedApplication.Part> parts = draft.parts();
        parts.forEach(part -> {
            setting.completePart(part.object(), component, part.source(), part.resource());
            workloadRef(part, main);
        });
        return Optional.of(new RenderedApplication.Component(component.name(), main, parts, Optional.empty()));
    }

    /** A trait may ask for a reference to the object it is about. */
    private void workloadRef(RenderedApplication.Part part, ObjectNode main) {
        if (part.source().equals(Labels.AUXILIARY_WORKLOAD)) {
            return;
        }
        definitions
                .find(Definition.Kind.TRAIT, part.source())
                .flatMap(Definition::workloadRefPath)
                .ifPresent(path -> {
                    ObjectNode reference = JsonNodeFactory.instance.objectNode();
                    reference.set("apiVersion", main.path("apiVersion"));
                    reference.set("kind", main.path("kind"));
                    reference.set("name", main.path("metadata").path("name"));
                    int last = path.lastIndexOf('.');
                    ObjectNode parent = last < 0
                            ? part.object()
                            : part.object()
                                    .withObject("/" + path.substring(0, last).replace('.', '/'));
                    parent.set(path.substring(last + 1), reference);
                });
    }

    /** What is refused anyway is no news. */
    private void warnOfUnknown(String path, String type, ObjectNode properties, Definition definition) {
        engine.parameters(definition.schematic())
                .ifPresent(schema ->
                        UnknownProperties.in(path + ".properties", type, properties, schema, definition.schematic())
                                .stream()
                                .filter(found -> !found.closed())
                                .forEach(found -> warnings.add(found.error().toString())));
    }

    private void warnOfConflicts(Application.Component component, List<Definition> traits) {
        for (int i = 0; i < traits.size(); i++) {
            for (Definition other : traits.subList(0, i)) {
                if (traits.get(i).conflictsWith().contains(other.name())
                        || other.conflictsWith().contains(traits.get(i).name())) {
                    warnings.add("%s.type: %s conflicts with %s on the same component"
                            .formatted(
                                    component.traits().get(i).path(),
                                    traits.get(i).name(),
                                    other.name()));
                }
            }
        }
    }

    /** Templates compare families with what quotas call them. */
    private static ObjectNode withGpuFamily(ObjectNode properties) {
        JsonNode family = properties.path("gpu").path("family");
        if (!family.isTextual()) {
            return properties;
        }
        ObjectNode copy = properties.deepCopy();
        copy.withObject("/gpu").put("family", GpuFamily.normalise(family.textValue()));
        return copy;
    }
}
