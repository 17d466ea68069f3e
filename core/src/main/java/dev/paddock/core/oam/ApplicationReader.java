// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads an Application object and says, all at once, what of its shape is wrong. Does not look at types or properties. */
public final class ApplicationReader {

    private static final String DEFAULT_NAMESPACE = "default";

    private final List<FieldError> errors = new ArrayList<>();
    private final List<FieldError> duplicates = new ArrayList<>();

    private ApplicationReader() {}

    /**
     * @param application means nothing if there are errors
     * @param duplicates names that are written twice: no cluster may have such an Application, but KubeVela's dry run renders it
     */
    public record Reading(Application application, List<FieldError> errors, List<FieldError> duplicates) {
        public Reading {
            errors = List.copyOf(errors);
            duplicates = List.copyOf(duplicates);
        }
    }

    public static Reading read(JsonNode object) {
        ApplicationReader reader = new ApplicationReader();
        return new Reading(reader.application(object), reader.errors, reader.duplicates);
    }

    private Application application(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        String name = metadata.path("name").asText();
        if (name.isEmpty()) {
            errors.add(FieldError.required("metadata.name", "every Application has one"));
        }
        JsonNode spec = object.path("spec");
        List<JsonNode> components = list(spec, "spec", "components");
        if (components.isEmpty()) {
            errors.add(FieldError.required("spec.components", "an Application has at least one component"));
        }
        return new Application(
                name,
                metadata.path("namespace").asText(DEFAULT_NAMESPACE),
                texts(metadata.path("labels")),
                texts(metadata.path("annotations")),
                components(components),
                policies(list(spec, "spec", "policies")),
                steps(list(spec.path("workflow"), "spec.workflow", "steps")));
    }

    private List<Application.Component> components(List<JsonNode> given) {
        Set<String> seen = new HashSet<>();
        List<Application.Component> components = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String path = "spec.components[" + i + "]";
            JsonNode each = given.get(i);
            String name = text(each, path, "name");
            if (!name.isEmpty() && !seen.add(name)) {
                duplicates.add(FieldError.duplicate(path + ".name", name));
            }
            components.add(new Application.Component(
                    name, text(each, path, "type"), properties(each, path), traits(each, path), path));
        }
        return components;
    }

    private List<Application.Trait> traits(JsonNode component, String componentPath) {
        List<Application.Trait> traits = new ArrayList<>();
        for (JsonNode each : list(component, componentPath, "traits")) {
            String path = componentPath + ".traits[" + traits.size() + "]";
            traits.add(new Application.Trait(text(each, path, "type"), properties(each, path), path));
        }
        return traits;
    }

    private List<Application.Policy> policies(List<JsonNode> given) {
        Set<String> seen = new HashSet<>();
        List<Application.Policy> policies = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String path = "spec.policies[" + i + "]";
            JsonNode each = given.get(i);
            String type = text(each, path, "type");
            String written = each.path("name").asText();
            String name = written.isEmpty() ? "%s-auto-gen-%d".formatted(type, i) : written;
            if (!seen.add(name)) {
                duplicates.add(FieldError.duplicate(path + ".name", name));
            }
            policies.add(
                    new Application.Policy(name, type, properties(each, path), each.hasNonNull("properties"), path));
        }
        return policies;
    }

    private List<Application.Step> steps(List<JsonNode> given) {
        List<Application.Step> steps = new ArrayList<>();
        for (JsonNode each : given) {
            String path = "spec.workflow.steps[" + steps.size() + "]";
            steps.add(new Application.Step(
                    each.path("name").asText(), text(each, path, "type"), properties(each, path), path));
        }
        return steps;
    }

    private List<JsonNode> list(JsonNode object, String path, String field) {
        JsonNode given = object.path(field);
        List<JsonNode> elements = new ArrayList<>();
        if (given.isArray()) {
            for (JsonNode element : given) {
                if (!element.isObject()) {
                    errors.add(FieldError.invalid(
                            "%s.%s[%d]".formatted(path, field, elements.size()), element, "must be an object"));
                }
                elements.add(element);
            }
        } else if (!given.isMissingNode() && !given.isNull()) {
            errors.add(FieldError.invalid(path + "." + field, given, "must be a list"));
        }
        return elements;
    }

    private String text(JsonNode object, String path, String field) {
        JsonNode given = object.path(field);
        if (given.isTextual() && !given.textValue().isBlank()) {
            return given.textValue();
        }
        if (given.isValueNode() && !given.isTextual() && !given.isNull()) {
            errors.add(FieldError.invalid(path + "." + field, given, "must be a string, write \"" + given + "\""));
        } else {
            errors.add(FieldError.required(path + "." + field, remedy(object, field)));
        }
        return "";
    }

    /** Who forgets the type of a trait has often written it as a name. */
    private static String remedy(JsonNode object, String field) {
        String name = object.path("name").asText();
        return field.equals("type") && !name.isEmpty()
                ? "did you mean type: %s (found name: %s)?".formatted(name, name)
                : "every entry needs one";
    }

    private ObjectNode properties(JsonNode object, String path) {
        JsonNode given = object.path("properties");
        if (given instanceof ObjectNode properties) {
            return properties.deepCopy();
        }
        if (!given.isMissingNode() && !given.isNull()) {
            errors.add(FieldError.invalid(path + ".properties", given, "must be an object"));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }
}
