// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The worker's schema, which is OpenAPI as Kubernetes writes it, as plain JSON Schema. */
final class ParameterSchema {

    private static final String INT_OR_STRING = "x-kubernetes-int-or-string";
    private static final String UNKNOWN = "x-kubernetes-preserve-unknown-fields";

    private ParameterSchema() {}

    static ObjectNode document(String title, String description, JsonNode schema) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("title", title);
        if (!description.isEmpty()) {
            document.put("description", description);
        }
        document.setAll(plain(schema));
        return document;
    }

    private static ObjectNode plain(JsonNode schema) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        schema.properties().forEach(field -> {
            switch (field.getKey()) {
                case INT_OR_STRING -> {
                    ArrayNode types = result.putArray("type");
                    types.add("integer").add("string");
                }
                case UNKNOWN, "nullable" -> {
                    // Anything is what a schema without a type allows; null is added to the type below.
                }
                case "properties" -> {
                    ObjectNode properties = result.putObject("properties");
                    field.getValue()
                            .properties()
                            .forEach(property -> properties.set(property.getKey(), plain(property.getValue())));
                }
                case "items", "additionalProperties" ->
                    result.set(
                            field.getKey(), field.getValue().isObject() ? plain(field.getValue()) : field.getValue());
                case "oneOf" -> {
                    ArrayNode choices = result.putArray("anyOf");
                    field.getValue().forEach(choice -> choices.add(plain(choice)));
                }
                default -> result.set(field.getKey(), field.getValue());
            }
        });
        if (schema.path("nullable").asBoolean() && result.path("type").isTextual()) {
            result.putArray("type").addAll(List.of(result.path("type"), JsonNodeFactory.instance.textNode("null")));
        }
        return result;
    }
}
