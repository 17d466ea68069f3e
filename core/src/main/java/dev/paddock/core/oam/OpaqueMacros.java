// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paddock.core.workload.MacroText;
import dev.paddock.core.workload.MacroText.Piece;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Macros in the values of a chart that only the spoke can replace, as words that a chart can do nothing with but copy: of the macro's own text
 * it would make YAML, or a template of its own. A chart may encode such a word for a Secret's {@code data}; the macro then stands in
 * {@code stringData}, where it means the same.
 */
final class OpaqueMacros {

    private static final int HASH = 16;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{8,}={0,2}");

    /** From the word to the macro's text. */
    private final Map<String, String> macros = new TreeMap<>();

    private final Set<String> seen = new HashSet<>();

    private OpaqueMacros() {}

    /** Takes them out of the values of a release, in place. */
    static OpaqueMacros hideIn(ObjectNode release) {
        OpaqueMacros hidden = new OpaqueMacros();
        if (release.path("spec").path("values") instanceof ObjectNode values) {
            release.withObject("/spec").set("values", changed(values, hidden::hide));
        }
        return hidden;
    }

    boolean isEmpty() {
        return macros.isEmpty();
    }

    /** One of the chart's objects with the macros where the chart has put them. */
    ObjectNode reveal(ObjectNode object) {
        if (isEmpty()) {
            return object;
        }
        ObjectNode copy = object.deepCopy();
        if (copy.path("kind").asText().equals("Secret")
                && copy.path("apiVersion").asText().equals("v1")
                && copy.path("data") instanceof ObjectNode data) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(data.properties())) {
                decoded(field.getValue()).map(this::reveal).ifPresent(text -> {
                    data.remove(field.getKey());
                    copy.withObject("/stringData").put(field.getKey(), text);
                });
            }
        }
        return (ObjectNode) changed(copy, this::reveal);
    }

    /** Those that are in none of the objects that were revealed. */
    List<String> unseen() {
        return macros.entrySet().stream()
                .filter(macro -> !seen.contains(macro.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What is base64 of a text with a word in it. */
    private Optional<String> decoded(JsonNode value) {
        String encoded = value.asText().strip();
        if (!BASE64.matcher(encoded).matches() || encoded.length() % 4 != 0) {
            return Optional.empty();
        }
        String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        return macros.keySet().stream().anyMatch(text::contains) ? Optional.of(text) : Optional.empty();
    }

    private String hide(String text) {
        MacroText read = MacroText.parse(text);
        if (!read.hasMacro()) {
            return text;
        }
        StringBuilder hidden = new StringBuilder();
        for (Piece piece : read.pieces()) {
            hidden.append(
                    switch (piece) {
                        case Piece.Literal literal -> literal.text();
                        case Piece.Call call -> word(call.source());
                    });
        }
        return hidden.toString();
    }

    private String word(String source) {
        String word = "paddock" + hash(source) + "x";
        macros.put(word, source);
        return word;
    }

    private String reveal(String text) {
        String revealed = text;
        for (Map.Entry<String, String> macro : macros.entrySet()) {
            if (revealed.contains(macro.getKey())) {
                seen.add(macro.getKey());
                revealed = revealed.replace(macro.getKey(), macro.getValue());
            }
        }
        return revealed;
    }

    private static JsonNode changed(JsonNode node, UnaryOperator<String> change) {
        return switch (node) {
            case ObjectNode fields -> {
                ObjectNode copy = fields.objectNode();
                fields.properties().forEach(field -> copy.set(field.getKey(), changed(field.getValue(), change)));
                yield copy;
            }
            case ArrayNode items -> {
                ArrayNode copy = items.arrayNode();
                items.forEach(item -> copy.add(changed(item, change)));
                yield copy;
            }
            case TextNode text -> TextNode.valueOf(change.apply(text.textValue()));
            default -> node;
        };
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
