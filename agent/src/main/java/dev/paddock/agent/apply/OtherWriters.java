// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.agent.kube.FieldManagers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who else owns fields that we set, by the API server's own books. Pure. */
final class OtherWriters {

    private static final int NAMED = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private OtherWriters() {}

    /** Managers in the words of a conflict: {@code "kubectl-edit" changed .data.a, .spec.replicas}; empty where there is none. */
    static String of(JsonNode desired, JsonNode live) {
        Map<String, List<String>> byManager = new LinkedHashMap<>();
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            String manager = entry.path("manager").asText();
            if (!manager.equals(FieldManagers.FLUX)
                    && !entry.path("subresource").asText().equals("status")) {
                collect(
                        entry.path("fieldsV1"),
                        desired,
                        "",
                        byManager.computeIfAbsent(manager, m -> new ArrayList<>()));
            }
        }
        List<String> words = new ArrayList<>();
        byManager.forEach((manager, paths) -> {
            if (!paths.isEmpty()) {
                String fields = String.join(", ", paths.stream().limit(NAMED).toList());
                String more = paths.size() > NAMED ? " and " + (paths.size() - NAMED) + " more" : "";
                words.add("\"" + manager + "\" changes " + fields + more);
            }
        });
        return String.join("; ", words);
    }

    private static void collect(JsonNode fields, JsonNode desired, String path, List<String> found) {
        fields.properties().forEach(field -> {
            String key = field.getKey();
            if (key.startsWith("f:") && desired.has(key.substring(2))) {
                step(field.getValue(), desired.path(key.substring(2)), path + "." + key.substring(2), found);
            } else if (key.startsWith("k:")) {
                JsonNode wanted = keys(key.substring(2));
                for (JsonNode item : desired) {
                    if (matches(item, wanted)) {
                        step(field.getValue(), item, path + bracketed(wanted), found);
                    }
                }
            }
        });
    }

    private static void step(JsonNode fields, JsonNode desired, String path, List<String> found) {
        boolean leaf = fields.isEmpty() || !desired.isContainerNode();
        if (leaf) {
            found.add(path);
        } else {
            collect(fields, desired, path, found);
        }
    }

    private static JsonNode keys(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalArgumentException("managedFields with a key that is no JSON: " + text, notOurs);
        }
    }

    private static boolean matches(JsonNode item, JsonNode keys) {
        return keys.properties().stream()
                .allMatch(key ->
                        item.path(key.getKey()).asText().equals(key.getValue().asText()));
    }

    private static String bracketed(JsonNode keys) {
        List<String> parts = new ArrayList<>();
        keys.properties().forEach(key -> parts.add(key.getKey() + "=" + key.getValue()));
        return "[" + String.join(",", parts) + "]";
    }
}
