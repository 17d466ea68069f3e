// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.manifest.YamlText;
import dev.paddock.cli.output.Age;
import dev.paddock.cli.output.Columns;
import dev.paddock.cli.output.Style;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * One object for a person to read: identity first, then every other field as YAML, but conditions, steps and events as
 * tables, since those are read from top to bottom.
 */
final class DescriptionText {
    private static final Set<String> HEADER = Set.of("apiVersion", "kind", "metadata", "status");

    private final JsonNode object;
    private final JsonNode events;
    private final Style style;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    DescriptionText(JsonNode object, JsonNode events, Style style, Instant now) {
        this.object = object;
        this.events = events;
        this.style = style;
        this.now = now;
    }

    List<String> lines() {
        header();
        object.properties().stream()
                .filter(field -> !HEADER.contains(field.getKey()))
                .forEach(field -> yaml(capital(field.getKey()), field.getValue()));
        status();
        events();
        return lines;
    }

    private void header() {
        JsonNode metadata = object.path("metadata");
        line("Name", metadata.path("name").asText());
        line("Namespace", metadata.path("namespace").asText());
        line(
                "Kind",
                object.path("kind").asText() + " (" + object.path("apiVersion").asText() + ")");
        line("Created", metadata.path("creationTimestamp").asText());
        line("Being deleted since", metadata.path("deletionTimestamp").asText());
        map("Labels", metadata.path("labels"));
        map("Annotations", metadata.path("annotations"));
        List<String> owners = new ArrayList<>();
        metadata.path("ownerReferences")
                .forEach(owner -> owners.add(
                        owner.path("kind").asText() + "/" + owner.path("name").asText()));
        line("Controlled by", String.join(", ", owners));
        List<String> finalizers = new ArrayList<>();
        metadata.path("finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
        line("Finalizers", String.join(", ", finalizers));
    }

    private void line(String heading, String text) {
        if (!text.isEmpty()) {
            lines.add("%-22s%s".formatted(heading + ":", text));
        }
    }

    private void map(String heading, JsonNode map) {
        String before = heading + ":";
        for (var entry : map.properties()) {
            lines.add("%-22s%s=%s"
                    .formatted(before, entry.getKey(), entry.getValue().asText()));
            before = "";
        }
    }

    private void yaml(String heading, JsonNode value) {
        if (value.isContainerNode() && value.isEmpty()) {
            return;
        }
        if (value.isValueNode()) {
            line(heading, value.asText());
            return;
        }
        lines.add(style.bold(heading + ":"));
        YamlText.of(value).lines().forEach(text -> lines.add("  " + text));
    }

    private void status() {
        if (!(object.path("status") instanceof ObjectNode status)) {
            return;
        }
        ObjectNode rest = status.deepCopy();
        JsonNode timeline = rest.remove("timeline");
        JsonNode conditions = rest.remove("conditions");
        yaml("Status", rest);
        if (timeline != null) {
            table("Steps", timeline, List.of("step", "cluster", "state", "reason", "startTime", "message"));
        }
        if (conditions != null) {
            table("Conditions", conditions, List.of("type", "status", "reason", "lastTransitionTime", "message"));
        }
    }

    private void events() {
        List<JsonNode> sorted = StreamSupport.stream(events.spliterator(), false)
                .sorted(Comparator.comparing(
                        (JsonNode event) -> event.path("lastTimestamp").asText()))
                .toList();
        if (!sorted.isEmpty()) {
            table("Events", sorted, List.of("type", "reason", "lastTimestamp", "message"));
        }
    }

    private void table(String heading, Iterable<JsonNode> entries, List<String> fields) {
        List<List<String>> rows = new ArrayList<>();
        entries.forEach(entry -> rows.add(fields.stream()
                .map(field -> cell(field, entry.path(field).asText()))
                .toList()));
        if (rows.isEmpty()) {
            return;
        }
        lines.add(style.bold(heading + ":"));
        List<String> headings = fields.stream().map(DescriptionText::heading).toList();
        new Columns(headings, style).lines(rows, true).forEach(text -> lines.add("  " + text));
    }

    private static String heading(String field) {
        return field.endsWith("Time") || field.endsWith("Timestamp") ? "AGE" : field.toUpperCase(Locale.ROOT);
    }

    private String cell(String field, String value) {
        return heading(field).equals("AGE") ? Age.of(value, now) : value;
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
