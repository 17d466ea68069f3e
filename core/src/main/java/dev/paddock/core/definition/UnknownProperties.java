// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.fault.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Properties that a definition's parameter does not have (PL003). A template never sees them, so a slip of the pen would pass without a
 * word. Where the schema says that there may be more, and where it does not say, nothing is unknown.
 */
public final class UnknownProperties {

    private static final int MOST = 50;
    private static final String OPEN = "x-kubernetes-preserve-unknown-fields";
    private static final List<String> CHOICES = List.of("oneOf", "anyOf", "allOf");

    private final String type;
    private final List<Found> found = new ArrayList<>();

    private UnknownProperties(String type) {
        this.type = type;
    }

    /**
     * One of them.
     *
     * @param closed whether the definition refuses it, rather than not look at it
     */
    public record Found(FieldError error, boolean closed) {}

    /**
     * @param path of the properties
     * @param schema of the parameter, as OpenAPI
     */
    public static List<Found> in(String path, String type, JsonNode properties, JsonNode schema) {
        UnknownProperties unknown = new UnknownProperties(Definitions.nameOf(type));
        unknown.look(path, properties, schema);
        return List.copyOf(unknown.found);
    }

    private void look(String path, JsonNode value, JsonNode schema) {
        switch (value) {
            case ObjectNode object -> fields(path, object, schema);
            case ArrayNode items -> {
                for (int i = 0; i < items.size() && schema.path("items").isObject(); i++) {
                    look(path + "[" + i + "]", items.get(i), schema.path("items"));
                }
            }
            default -> {
                // A scalar has no properties.
            }
        }
    }

    private void fields(String path, ObjectNode object, JsonNode schema) {
        Set<JsonNode> parts = new LinkedHashSet<>();
        parts(schema, parts);
        Map<String, List<JsonNode>> known = new TreeMap<>();
        parts.forEach(part -> part.path("properties").properties().forEach(property -> known.computeIfAbsent(
                        property.getKey(), first -> new ArrayList<>())
                .add(property.getValue())));
        boolean open = known.isEmpty() || parts.stream().anyMatch(UnknownProperties::takesMore);
        boolean closed = parts.stream()
                .filter(part -> part.has("properties"))
                .allMatch(part -> part.path("additionalProperties").isBoolean());
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String at = path + "." + field.getKey();
            List<JsonNode> schemas = known.getOrDefault(field.getKey(), List.of());
            if (schemas.size() == 1) {
                look(at, field.getValue(), schemas.getFirst());
            } else if (schemas.isEmpty() && !open && found.size() < MOST) {
                String text = "unknown property of " + type + Suggestion.text(field.getKey(), known.keySet());
                found.add(new Found(FieldError.forbidden(at, text), closed));
            }
            // What several choices have is one of them or the other: which one, only the template knows.
        }
        JsonNode others = schema.path("additionalProperties");
        if (others.isObject()) {
            object.properties().stream()
                    .filter(field -> !known.containsKey(field.getKey()))
                    .forEach(field -> look(path + "." + field.getKey(), field.getValue(), others));
        }
    }

    private static void parts(JsonNode schema, Set<JsonNode> parts) {
        parts.add(schema);
        CHOICES.forEach(choice -> schema.path(choice).forEach(part -> parts(part, parts)));
    }

    private static boolean takesMore(JsonNode schema) {
        JsonNode others = schema.path("additionalProperties");
        return schema.path(OPEN).asBoolean() || others.isObject() || others.asBoolean();
    }
}
