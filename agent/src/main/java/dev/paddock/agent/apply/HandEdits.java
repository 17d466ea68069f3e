// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Ownership;
import java.util.Optional;

/**
 * Takes over the fields that people set with kubectl, so that the next apply removes those we do not want. What controllers set stays
 * theirs. As Flux does it: the entries of kubectl in {@code managedFields} become part of ours. Pure.
 */
final class HandEdits {

    private HandEdits() {}

    /** The object's field managers with kubectl's part given to us; empty where kubectl has none. */
    static Optional<ArrayNode> takenOver(JsonNode live) {
        JsonNode entries = live.path("metadata").path("managedFields");
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        ObjectNode ours = null;
        boolean found = false;
        for (JsonNode entry : entries) {
            if (Ownership.isByHand(entry)) {
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
