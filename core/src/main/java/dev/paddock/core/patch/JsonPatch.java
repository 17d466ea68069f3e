// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** RFC 6902. All operations or none: with a fault the result means nothing. */
final class JsonPatch {

    private static final String END = "-";

    private final List<String> faults;

    JsonPatch(List<String> faults) {
        this.faults = faults;
    }

    JsonNode apply(JsonNode base, JsonNode operations) {
        ObjectNode holder = JsonNodeFactory.instance.objectNode();
        holder.set("document", base.deepCopy());
        int index = 0;
        for (JsonNode operation : operations) {
            String fault = one(holder, operation);
            if (!fault.isEmpty()) {
                faults.add("operations[%d] (%s %s): %s"
                        .formatted(
                                index,
                                operation.path("op").asText(),
                                operation.path("path").asText(),
                                fault));
                break;
            }
            index++;
        }
        return holder.path("document");
    }

    /** Inside a holder the document itself is a field like any other, so that it can be replaced too. */
    private static String one(ObjectNode holder, JsonNode operation) {
        String path = operation.path("path").asText();
        String from = operation.path("from").asText();
        if (!wellFormed(path) || !wellFormed(from)) {
            return "a path begins with / or is empty";
        }
        JsonPointer target = JsonPointer.compile("/document" + path);
        JsonNode moved = holder.at(JsonPointer.compile("/document" + from));
        JsonNode value = operation.path("value");
        return switch (operation.path("op").asText()) {
            case "add" -> add(holder, target, value);
            case "remove" -> remove(holder, target);
            case "replace" -> {
                String removed = remove(holder, target);
                yield removed.isEmpty() ? add(holder, target, value) : removed;
            }
            case "copy" -> moved.isMissingNode() ? "there is no " + from : add(holder, target, moved.deepCopy());
            case "move" -> {
                String removed = remove(holder, JsonPointer.compile("/document" + from));
                yield removed.isEmpty() ? add(holder, target, moved) : removed;
            }
            case "test" -> holder.at(target).equals(value) ? "" : "the value is " + holder.at(target);
            default -> "op must be one of add, remove, replace, copy, move, test";
        };
    }

    private static boolean wellFormed(String path) {
        return path.isEmpty() || path.startsWith("/");
    }

    private static String add(ObjectNode holder, JsonPointer target, JsonNode value) {
        String name = last(target);
        return switch (holder.at(target.head())) {
            case ObjectNode object -> {
                object.set(name, value);
                yield "";
            }
            case ArrayNode array -> {
                int at = name.equals(END) ? array.size() : index(name);
                if (at < 0 || at > array.size()) {
                    yield "the list has %d elements".formatted(array.size());
                }
                array.insert(at, value);
                yield "";
            }
            default -> "there is no object or list to add to";
        };
    }

    private static String remove(ObjectNode holder, JsonPointer target) {
        String name = last(target);
        return switch (holder.at(target.head())) {
            case ObjectNode object
            when object.has(name) -> {
                object.remove(name);
                yield "";
            }
            case ArrayNode array
            when index(name) >= 0 && index(name) < array.size() -> {
                array.remove(index(name));
                yield "";
            }
            default -> "there is nothing at this path";
        };
    }

    private static String last(JsonPointer pointer) {
        return pointer.last().getMatchingProperty();
    }

    private static int index(String name) {
        return name.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(name) : -1;
    }
}
