// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The properties of a parameter as the rows of a table, nested ones by their paths. */
final class ParameterRows {

    /** What nests deeper is read in the template; a table of it would not be. */
    private static final int DEEPEST = 6;

    private final List<Row> rows = new ArrayList<>();

    /**
     * @param path such as {@code ports[].port}
     * @param type with what it may be and its bounds
     * @param defaultValue as JSON, empty if there is none
     */
    record Row(String path, String type, boolean required, String defaultValue, String meaning) {}

    static List<Row> of(JsonNode schema) {
        ParameterRows rows = new ParameterRows();
        rows.below("", schema, 0);
        return rows.rows.stream().distinct().toList();
    }

    private void below(String prefix, JsonNode schema, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        schema.path("oneOf").forEach(choice -> below(prefix, choice, depth + 1));
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().stream()
                .sorted((a, b) -> Boolean.compare(required.contains(b.getKey()), required.contains(a.getKey())))
                .forEach(property -> {
                    String path = prefix.isEmpty() ? property.getKey() : prefix + "." + property.getKey();
                    row(path, property.getValue(), required.contains(property.getKey()));
                    inside(path, property.getValue(), depth);
                });
        if (prefix.isEmpty()) {
            inside("", schema, depth);
        }
    }

    private void inside(String path, JsonNode schema, int depth) {
        if (!path.isEmpty() && schema.path("type").asText().equals("object")) {
            below(path, schema, depth + 1);
        }
        if (schema.path("additionalProperties").isObject()) {
            String any = path.isEmpty() ? "<name>" : path + ".<name>";
            JsonNode value = schema.path("additionalProperties");
            if (path.isEmpty() || value.has("properties") || value.has("description")) {
                row(any, value, false);
            }
            below(any, value, depth + 1);
        }
        if (schema.path("items").isObject()) {
            JsonNode item = schema.path("items");
            below(path + "[]", item, depth + 1);
        }
    }

    private void row(String path, JsonNode schema, boolean required) {
        rows.add(new Row(
                path,
                type(schema),
                required,
                schema.has("default") ? schema.path("default").toString() : "",
                schema.path("description").asText()));
    }

    private static String type(JsonNode schema) {
        if (schema.path("enum").size() > 0) {
            List<String> values = new ArrayList<>();
            schema.path("enum").forEach(value -> values.add(value.toString()));
            return String.join(" or ", values);
        }
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return "integer or string";
        }
        String bounds = (schema.has("minimum") ? " from " + schema.path("minimum") : "")
                + (schema.has("maximum") ? " to " + schema.path("maximum") : "")
                + (schema.has("pattern") ? " like `" + schema.path("pattern").asText() + "`" : "");
        String type = schema.path("type").asText("anything");
        return switch (type) {
            case "array" -> "list of " + type(schema.path("items"));
            case "object" ->
                schema.path("additionalProperties").isObject()
                                && schema.path("properties").isEmpty()
                        ? "map to " + type(schema.path("additionalProperties"))
                        : type;
            default -> type + bounds;
        };
    }
}
