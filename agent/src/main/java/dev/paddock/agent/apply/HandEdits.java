// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Ownership;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes over the fields that people set with kubectl, so that the next apply removes those we do not want. What controllers set stays
 * theirs. As Flux does it: the entries of kubectl in {@code managedFields} become part of ours. Pure.
 */
final class HandEdits {

    private HandEdits() {}

    /** The object's field managers with kubectl's part given to us; empty where kubectl has none. */
    static Optional<ArrayNode> takenOver(JsonNode live) {
        return takenOver(live, Ownership::isByHand);
    }

    /** The same with everybody's part, but for the status, for what keeps the object and for what the agent notes on it. */
    static Optional<ArrayNode> allTakenOver(JsonNode live) {
        ObjectNode copy = live.deepCopy();
        for (JsonNode entry : copy.path("metadata").path("managedFields")) {
            if (entry.path("fieldsV1") instanceof ObjectNode fields && !isOurs(entry)) {
                fields.remove("f:status");
                if (fields.path("f:metadata") instanceof ObjectNode metadata) {
                    metadata.remove(List.of("f:finalizers", "f:ownerReferences"));
                    if (metadata.path("f:annotations") instanceof ObjectNode annotations) {
                        annotations.remove("f:" + SharedBy.ANNOTATION);
                    }
                }
                dropEmptied(fields);
            }
        }
        return takenOver(
                copy,
                entry -> !isOurs(entry) && entry.path("subresource").asText("").isEmpty());
    }

    private static Optional<ArrayNode> takenOver(JsonNode live, Predicate<JsonNode> taken) {
        JsonNode entries = live.path("metadata").path("managedFields");
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        ObjectNode ours = null;
        boolean found = false;
        for (JsonNode entry : entries) {
            if (taken.test(entry)) {
                merge(fields, entry.path("fieldsV1"));
                ours = ours == null ? like(entry) : ours;
                found = true;
            } else if (isOurs(entry)) {
                merge(fields, entry.path("fieldsV1"));
                ours = entry.deepCopy();
            } else {
                kept.add(entry.deepCopy());
            }
        }
        if (!found || ours == null) {
            return Optional.empty();
        }
        ours.set("fieldsV1", fields);
        kept.add(ours);
        return Optional.of(kept);
    }

    /** To own a map without a field of it would be to own all of it. */
    private static void dropEmptied(ObjectNode fields) {
        if (fields.path("f:metadata") instanceof ObjectNode metadata) {
            if (metadata.path("f:annotations").isEmpty()) {
                metadata.remove("f:annotations");
            }
            if (metadata.isEmpty()) {
                fields.remove("f:metadata");
            }
        }
    }

    private static boolean isOurs(JsonNode entry) {
        return entry.path("manager").asText().equals(FieldManagers.FLUX)
                && entry.path("operation").asText().equals("Apply")
                && entry.path("subresource").asText("").isEmpty();
    }

    private static ObjectNode like(JsonNode entry) {
        ObjectNode ours = entry.deepCopy();
        return ours.put("manager", FieldManagers.FLUX).put("operation", "Apply");
    }

    private static void merge(ObjectNode into, JsonNode more) {
        more.properties().forEach(field -> {
            if (into.path(field.getKey()) instanceof ObjectNode known) {
                merge(known, field.getValue());
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }
}
