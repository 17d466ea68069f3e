// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads YAML in tests. */
public final class Yaml {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    public static List<JsonNode> documents(Path file) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (String text : Files.readString(file).split("(?m)^---.*$")) {
            JsonNode node = text.isBlank() ? null : node(text);
            if (node != null && node.isObject() && !node.isEmpty()) {
                documents.add(node);
            }
        }
        return documents;
    }

    public static JsonNode node(String text) {
        // The client takes a text that begins with a brace for JSON.
        Object value = Serialization.unmarshal("---\n" + text, Object.class);
        return JSON.valueToTree(value);
    }

    public static ObjectNode object(String text) {
        return (ObjectNode) node(text);
    }

    public static JsonNode node(byte[] text) {
        return node(new String(text, StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked") // an object always converts to a map
    public static Map<String, Object> map(JsonNode object) {
        return object.isObject() ? JSON.convertValue(object, Map.class) : Map.of();
    }
}
