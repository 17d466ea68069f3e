// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kubernetes' strategic merge: objects are merged, null removes, and lists of objects are merged by the key that Kubernetes gives the field.
 * Knows the keys by the names of fields, not by kinds, so that a pod template is merged alike wherever a custom kind has one. A list without
 * a key is replaced. Directives: {@code $patch: replace} and {@code $patch: delete}, and {@code $retainKeys}.
 */
final class StrategicMerge {

    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";

    /** Of several keys the first that the patch's element has counts: ports of containers and of Services have different ones. */
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("ephemeralContainers", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("ports", List.of("containerPort", "port")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("volumeDevices", List.of("devicePath")),
            Map.entry("volumes", List.of("name")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("secrets", List.of("name")),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("resourceClaims", List.of("name")),
            Map.entry("schedulingGates", List.of("name")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey")),
            Map.entry("webhooks", List.of("name")),
            Map.entry("conditions", List.of("type")),
            Map.entry("ownerReferences", List.of("uid")));

    private static final List<String> LISTS_OF_VALUES = List.of("finalizers");

    private final List<String> faults;

    StrategicMerge(List<String> faults) {
        this.faults = faults;
    }

    JsonNode apply(JsonNode base, JsonNode patch) {
        return merge("", base, patch);
    }

    private JsonNode merge(String path, JsonNode base, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        String directive = changes.path(DIRECTIVE).asText();
        ObjectNode result = base instanceof ObjectNode object && !directive.equals("replace")
                ? object.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        if (!directive.isEmpty() && !directive.equals("replace") && !directive.equals("merge")) {
            faults.add((path.isEmpty() ? "the object" : path)
                    + ": $patch is replace or merge here, and delete in a list's element or for a field");
        }
        retain(result, changes.path(RETAIN));
        changes.properties().forEach(change -> field(path, result, change.getKey(), change.getValue()));
        return result;
    }

    private static void retain(ObjectNode result, JsonNode names) {
        if (names.isArray()) {
            List<String> kept = names.valueStream().map(JsonNode::asText).toList();
            result.retain(kept);
        }
    }

    private void field(String path, ObjectNode result, String name, JsonNode value) {
        if (name.equals(DIRECTIVE) || name.equals(RETAIN)) {
            return;
        }
        String at = path.isEmpty() ? name : path + "." + name;
        if (value.isNull() || value.path(DIRECTIVE).asText().equals("delete")) {
            result.remove(name);
        } else if (value instanceof ArrayNode elements && result.path(name) instanceof ArrayNode there) {
            result.set(name, list(at, name, there, elements));
        } else if (value instanceof ArrayNode elements) {
            result.set(name, list(at, name, JsonNodeFactory.instance.arrayNode(), elements));
        } else {
            result.set(name, merge(at, result.path(name), value));
        }
    }

    private ArrayNode list(String path, String name, ArrayNode base, ArrayNode patch) {
        if (LISTS_OF_VALUES.contains(name)) {
            ArrayNode union = base.deepCopy();
            patch.forEach(value -> {
                if (base.valueStream().noneMatch(value::equals)) {
                    union.add(value);
                }
            });
            return union;
        }
        List<String> keys = KEYS.getOrDefault(name, List.of());
        boolean objects = patch.valueStream().allMatch(JsonNode::isObject);
        return keys.isEmpty() || !objects ? patch : byKey(path, keys, base, patch);
    }

    private ArrayNode byKey(String path, List<String> keys, ArrayNode base, ArrayNode patch) {
        boolean replaces = patch.valueStream().anyMatch(StrategicMerge::isReplacement);
        ArrayNode result = replaces ? JsonNodeFactory.instance.arrayNode() : base.deepCopy();
        for (JsonNode element : patch) {
            if (isReplacement(element)) {
                continue;
            }
            Optional<String> key = keys.stream().filter(element::has).findFirst();
            if (key.isEmpty()) {
                faults.add(path + ": an element needs " + String.join(" or ", keys) + ", by which it is merged");
                continue;
            }
            int index = indexOf(result, key.get(), element.path(key.get()));
            boolean delete = element.path(DIRECTIVE).asText().equals("delete");
            if (delete && index >= 0) {
                result.remove(index);
            } else if (!delete && index >= 0) {
                result.set(index, merge(path + "[" + index + "]", result.get(index), element));
            } else if (!delete) {
                result.add(merge(path + "[" + result.size() + "]", JsonNodeFactory.instance.objectNode(), element));
            }
        }
        return result;
    }

    private static boolean isReplacement(JsonNode element) {
        return element.size() == 1 && element.path(DIRECTIVE).asText().equals("replace");
    }

    private static int indexOf(ArrayNode list, String key, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }
}
