// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * YAML whose bytes depend on the content alone: keys sorted, every text quoted. Quoting also keeps readers of YAML 1.1, as Go's are, from
 * taking {@code on}, {@code yes} or {@code 1e3} for something else than a text. Writes only; reads nothing.
 */
final class StableYaml {

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");
    private static final Set<String> READ_AS_OTHERS =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

    private StableYaml() {}

    static byte[] write(JsonNode node) {
        StringBuilder text = new StringBuilder();
        block(text, node, 0, false);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param inline whether the first line continues one that is begun, after {@code "- "} */
    private static void block(StringBuilder text, JsonNode node, int indent, boolean inline) {
        switch (node) {
            case ObjectNode object
            when !object.isEmpty() -> {
                boolean first = inline;
                for (Map.Entry<String, JsonNode> field : sorted(object).entrySet()) {
                    text.append(first ? "" : " ".repeat(indent))
                            .append(key(field.getKey()))
                            .append(':');
                    value(text, field.getValue(), indent);
                    first = false;
                }
            }
            case ArrayNode array
            when !array.isEmpty() -> {
                boolean first = inline;
                for (JsonNode element : array) {
                    text.append(first ? "" : " ".repeat(indent)).append("- ");
                    block(text, element, indent + 2, true);
                    first = false;
                }
            }
            default -> text.append(scalar(node)).append('\n');
        }
    }

    private static void value(StringBuilder text, JsonNode value, int indent) {
        if (value.isContainerNode() && !value.isEmpty()) {
            text.append('\n');
            // Sequences stand at the indent of their key, as kubectl writes them.
            block(text, value, value.isArray() ? indent : indent + 2, false);
        } else {
            text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static Map<String, JsonNode> sorted(ObjectNode object) {
        Map<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private static String key(String name) {
        boolean plain = PLAIN_KEY.matcher(name).matches() && !READ_AS_OTHERS.contains(name.toLowerCase(Locale.ROOT));
        return plain ? name : TextNode.valueOf(name).toString();
    }

    /** JSON is YAML: scalars and empty containers are written as such. */
    private static String scalar(JsonNode node) {
        return node.isMissingNode() ? "null" : node.toString();
    }
}
