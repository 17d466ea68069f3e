// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.patch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * What a value that is not decided may become.
 *
 * @param kinds JSON kinds: null, boolean, integer, number, string, object, array
 * @param choices the only values, where there are few; empty if any of the kinds will do
 */
public record Freedom(Set<String> kinds, List<JsonNode> choices) {

    /** Of a decided value. */
    public static final Freedom NONE = new Freedom(Set.of(), List.of());

    /** Of a value about which nothing is said. */
    public static final Freedom ANY =
            new Freedom(Set.of("null", "boolean", "integer", "number", "string", "object", "array"), List.of());

    public Freedom {
        kinds = Set.copyOf(kinds);
        choices = List.copyOf(choices);
    }

    boolean allows(Tree tree) {
        return switch (tree) {
            case Tree.Leaf leaf ->
                choices.isEmpty() ? kinds.contains(kindOf(leaf.value())) : choices.contains(leaf.value());
            case Tree.Struct struct -> kinds.contains("object");
            case Tree.Sequence sequence -> kinds.contains("array");
            case Tree.Unknown unknown -> unknown.freedom().kinds().stream().anyMatch(kinds::contains);
        };
    }

    private static String kindOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case STRING, BINARY -> "string";
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case NULL, MISSING -> "null";
        };
    }
}
