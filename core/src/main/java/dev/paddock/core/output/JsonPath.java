// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The part of Kubernetes' JSONPath that names values: fields, quoted fields, indexes (from the end when negative),
 * {@code [*]} and {@code [?(@.field=="value")]}. No slices, unions, recursion or functions; those are refused when compiled.
 */
public final class JsonPath {

    private static final Pattern STEP = Pattern.compile("\\G(?:"
            + "\\.(?<field>(?:[A-Za-z0-9_$-]|\\\\\\.)+)"
            + "|\\[['\"](?<quoted>[^'\"]+)['\"]]"
            + "|\\[(?<index>-?[0-9]+)]"
            + "|(?<all>\\.?\\[\\*]|\\.\\*)"
            + "|\\[\\?\\(@(?<key>(?:\\.[A-Za-z0-9_-]+)+)\\s*(?<op>==|!=)\\s*(?:\"(?<dq>[^\"]*)\"|'(?<sq>[^']*)'|(?<bare>[^)\\s]+))\\s*\\)]"
            + ")");

    private interface Step {
        Stream<JsonNode> from(JsonNode node);
    }

    private final List<Step> steps;

    private JsonPath(List<Step> steps) {
        this.steps = steps;
    }

    /** @param text with or without the surrounding braces */
    public static JsonPath compile(String text) {
        String path = text.strip();
        if (path.startsWith("{") && path.endsWith("}")) {
            path = path.substring(1, path.length() - 1).strip();
        }
        if (path.startsWith("$")) {
            path = path.substring(1);
        }
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int end = 0;
        while (end < path.length() && matcher.find(end)) {
            steps.add(step(matcher));
            end = matcher.end();
        }
        if (end != path.length() || steps.isEmpty()) {
            throw new IllegalArgumentException("not understood from character " + (end + 1)
                    + "; write for example .status.conditions[?(@.type==\"Ready\")].status");
        }
        return new JsonPath(steps);
    }

    /** All values the path leads to; absent fields lead nowhere and are no error. */
    public List<JsonNode> find(JsonNode root) {
        Stream<JsonNode> nodes = Stream.of(root);
        for (Step step : steps) {
            nodes = nodes.flatMap(step::from);
        }
        return nodes.toList();
    }

    private static Step step(Matcher matcher) {
        if (matcher.group("field") != null) {
            String name = matcher.group("field").replace("\\.", ".");
            return node -> present(node.path(name));
        }
        if (matcher.group("quoted") != null) {
            String name = matcher.group("quoted");
            return node -> present(node.path(name));
        }
        if (matcher.group("index") != null) {
            int index = Integer.parseInt(matcher.group("index"));
            return node -> present(node.path(index < 0 ? node.size() + index : index));
        }
        if (matcher.group("all") != null) {
            return JsonPath::children;
        }
        return filter(matcher);
    }

    private static Step filter(Matcher matcher) {
        JsonPath key = compile(matcher.group("key"));
        String expected = Stream.of("dq", "sq", "bare")
                .map(matcher::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        boolean equal = matcher.group("op").equals("==");
        return node -> children(node)
                .filter(child -> equal
                        == key.find(child).stream()
                                .anyMatch(value -> value.asText().equals(expected)));
    }

    private static Stream<JsonNode> children(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static Stream<JsonNode> present(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? Stream.empty() : Stream.of(node);
    }
}
