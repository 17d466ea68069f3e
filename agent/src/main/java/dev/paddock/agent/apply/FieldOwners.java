// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Ownership;
import dev.paddock.core.policy.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Who has a field, by the API server's own books. Pure. */
final class FieldOwners {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FieldPath path;
    private final JsonNode wanted;
    private final JsonNode live;

    /** @param wanted says which items of lists are meant */
    FieldOwners(FieldPath path, JsonNode wanted, JsonNode live) {
        this.path = path;
        this.wanted = wanted;
        this.live = live;
    }

    /** Whether a person set it with kubectl. */
    boolean byHand() {
        return entries().stream()
                .filter(Ownership::isByHand)
                .anyMatch(entry -> !at(entry).isMissingNode());
    }

    /** The value without what controllers and other appliers have of it; empty where nothing is left. */
    Optional<JsonNode> leftOf(JsonNode value) {
        JsonNode rest = value.deepCopy();
        for (JsonNode entry : entries()) {
            JsonNode theirs = Ownership.isByHand(entry) ? MissingNode.getInstance() : at(entry);
            if (theirs.isMissingNode()) {
                continue;
            }
            if (!(rest instanceof ObjectNode object) || isLeaf(theirs)) {
                return Optional.empty();
            }
            strip(object, theirs);
            if (object.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(rest);
    }

    private List<JsonNode> entries() {
        return StreamSupport.stream(live.path("metadata").path("managedFields").spliterator(), false)
                .filter(entry -> !entry.path("manager").asText().equals(FieldManagers.FLUX))
                .filter(entry -> !entry.path("subresource").asText().equals("status"))
                .toList();
    }

    private static void strip(ObjectNode value, JsonNode theirs) {
        theirs.properties().stream()
                .filter(field -> field.getKey().startsWith("f:"))
                .forEach(field -> {
                    String name = field.getKey().substring(2);
                    if (value.path(name) instanceof ObjectNode inner && !isLeaf(field.getValue())) {
                        strip(inner, field.getValue());
                    } else {
                        value.remove(name);
                    }
                });
    }

    private static boolean isLeaf(JsonNode fields) {
        return fields.isEmpty();
    }

    /** What an entry has at the path or below. */
    private JsonNode at(JsonNode entry) {
        JsonNode fields = entry.path("fieldsV1");
        JsonNode beside = wanted;
        for (FieldPath.Step step : path.steps()) {
            if (fields.isObject() && isLeaf(fields)) {
                return fields;
            }
            switch (step) {
                case FieldPath.Step.Field field -> {
                    fields = fields.path("f:" + field.name());
                    beside = beside.path(field.name());
                }
                case FieldPath.Step.Item item -> {
                    beside = beside.path(item.index());
                    fields = item(fields, beside);
                }
            }
        }
        return fields;
    }

    private static JsonNode item(JsonNode fields, JsonNode item) {
        List<JsonNode> found = new ArrayList<>();
        fields.properties().stream()
                .filter(field -> field.getKey().startsWith("k:"))
                .filter(field -> keys(field.getKey().substring(2)).stream()
                        .allMatch(key -> item.path(key.getKey()).equals(key.getValue())))
                .map(Map.Entry::getValue)
                .forEach(found::add);
        return found.isEmpty() ? MissingNode.getInstance() : found.getFirst();
    }

    private static List<Map.Entry<String, JsonNode>> keys(String text) {
        try {
            return List.copyOf(JSON.readTree(text).properties());
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("the API server wrote a key that is no JSON: " + text, malformed);
        }
    }
}
