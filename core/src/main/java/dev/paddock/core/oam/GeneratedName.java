// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The name of a trait's object whose template gives it none: component, trait and a hash of the object. KubeVela hashes the text that a Go
 * library prints of the object, and an Application that moves here keeps the objects it has, so that text is made here too.
 */
public final class GeneratedName {

    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private GeneratedName() {}

    public static String of(String component, String trait, ObjectNode object) {
        String text = "(unstructured.Unstructured){Object:" + printed(object) + "}";
        return "%s-%s-%s".formatted(component, trait.toLowerCase(Locale.ROOT), encoded(hash(text)));
    }

    private static long hash(String text) {
        int hash = FNV_OFFSET;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        return Integer.toUnsignedLong(hash);
    }

    /** Without vowels and look-alikes, so that no hash is a word. */
    private static String encoded(long hash) {
        return String.valueOf(hash)
                .chars()
                .mapToObj(digit -> String.valueOf(LETTERS.charAt(digit % LETTERS.length())))
                .collect(Collectors.joining());
    }

    private static String printed(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                TreeMap<String, String> fields = new TreeMap<>();
                object.properties().forEach(field -> fields.put(field.getKey(), printed(field.getValue())));
                yield fields.entrySet().stream()
                        .map(field -> field.getKey() + ":" + field.getValue())
                        .collect(Collectors.joining(" ", "(map[string]interface {})map[", "]"));
            }
            case ArrayNode array ->
                array.valueStream()
                        .map(GeneratedName::printed)
                        .collect(Collectors.joining(" ", "([]interface {})[", "]"));
            default -> scalar(node);
        };
    }

    private static String scalar(JsonNode node) {
        if (node.isNull()) {
            return "(interface {})<nil>";
        }
        if (node.isTextual()) {
            return "(string)" + node.textValue();
        }
        if (node.isBoolean()) {
            return "(bool)" + node.booleanValue();
        }
        return node.isIntegralNumber()
                ? "(int64)" + node.bigIntegerValue()
                : "(float64)" + node.decimalValue().stripTrailingZeros().toPlainString();
    }
}
