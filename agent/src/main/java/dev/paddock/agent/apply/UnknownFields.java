// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields that the API server refuses in a server-side apply because its schema does not have them. Server-side apply is strict
 * whatever {@code fieldValidation} says, so being lenient means taking them out. Pure.
 */
final class UnknownFields {

    private static final Pattern FIELD = Pattern.compile("(?<=\\s)(\\.[^\\s:][^\\n]*?): field not declared in schema");
    private static final Pattern SEGMENT = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]*)]");
    private static final Pattern KEY = Pattern.compile("([^=,]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|[^,]*)");

    private UnknownFields() {}

    /** Paths such as {@code .spec.template.spec.containers[name="web"].imagee}; empty when the refusal is about something else. */
    static List<String> named(String refusal) {
        List<String> paths = new ArrayList<>();
        Matcher field = FIELD.matcher(refusal);
        while (field.find()) {
            if (!paths.contains(field.group(1))) {
                paths.add(field.group(1));
            }
        }
        return List.copyOf(paths);
    }

    /** Takes the field out of the object in place; false when it is not found there. */
    static boolean remove(ObjectNode object, String path) {
        JsonNode holder = object;
        String last = "";
        Matcher segment = SEGMENT.matcher(path);
        while (segment.find()) {
            if (!last.isEmpty()) {
                holder = holder.path(last);
                last = "";
            }
            if (segment.group(1) != null) {
                last = segment.group(1);
            } else {
                holder = item(holder, segment.group(2));
            }
        }
        return holder instanceof ObjectNode parent && !last.isEmpty() && parent.remove(last) != null;
    }

    private static JsonNode item(JsonNode list, String key) {
        if (key.chars().allMatch(Character::isDigit) && !key.isEmpty()) {
            return list.path(Integer.parseInt(key));
        }
        if (list instanceof ArrayNode items) {
            for (JsonNode item : items) {
                if (KEY.matcher(key)
                        .results()
                        .allMatch(part -> item.path(part.group(1)).asText().equals(unquoted(part.group(2))))) {
                    return item;
                }
            }
        }
        return MissingNode.getInstance();
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }
}
