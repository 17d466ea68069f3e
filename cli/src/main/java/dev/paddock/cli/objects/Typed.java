// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.hub.ResourceType;

/** Gives an item of a list the apiVersion and kind that built-in kinds leave out there. */
final class Typed {
    private Typed() {}

    static JsonNode as(ResourceType type, JsonNode item) {
        if (item.has("kind") || !(item instanceof ObjectNode object)) {
            return item;
        }
        ObjectNode typed =
                object.objectNode().put("apiVersion", type.apiVersion()).put("kind", type.kind());
        typed.setAll(object);
        return typed;
    }
}
