// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.oam.DefinitionRevision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two revisions, field by field; entries of lists that have names are compared by name. */
public final class RevisionDiff {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "name";

    private RevisionDiff() {}

    /**
     * One field.
     *
     * @param from null where it was added
     * @param to null where it was removed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            String path, @Nullable JsonNode from, @Nullable JsonNode to) {
        @Override
        public String toString() {
            return from == null
                    ? "+ " + path + ": " + to
                    : to == null ? "- " + path + ": " + from : "~ " + path + ": " + from + " -> " + to;
        }
    }

    /** In the order of paths. Notes and the way of counting are no difference. */
    public static List<Change> between(DefinitionRevision from, DefinitionRevision to) {
        List<Change> changes = new ArrayList<>();
        compare("", content(from), content(to), changes);
        return changes;
    }

    /** Of any two documents. */
    public static List<Change> between(JsonNode from, JsonNode to) {
        List<Change> changes = new ArrayList<>();
        compare("", from, to, changes);
        return changes;
    }

    private static JsonNode content(DefinitionRevision revision) {
        ObjectNode content = JSON.createObjectNode();
        Revisions.snapshot(revision).ifPresent(snapshot -> {
            content.set("labels", JSON.valueToTree(snapshot.labels()));
            ObjectNode spec = JSON.valueToTree(snapshot.spec());
            spec.remove(List.of("revisionNotes", "revisionBump"));
            content.set("spec", spec);
        });
        return content;
    }

    private static void compare(String path, @Nullable JsonNode from, @Nullable JsonNode to, List<Change> changes) {
        if (Objects.equals(from, to)) {
            return;
        }
        if (from != null && to != null && from.isObject() && to.isObject()) {
            parts(path, fields(from, path.isEmpty() ? "" : "."), fields(to, path.isEmpty() ? "" : "."), changes);
        } else if (from != null && to != null && named(from) && named(to)) {
            parts(path, entries(from), entries(to), changes);
        } else if (from != null && to != null && from.isArray() && to.isArray() && from.size() == to.size()) {
            for (int index = 0; index < from.size(); index++) {
                compare(path + "[" + index + "]", from.get(index), to.get(index), changes);
            }
        } else {
            changes.add(new Change(path, from, to));
        }
    }

    private static void parts(String path, Map<String, JsonNode> from, Map<String, JsonNode> to, List<Change> changes) {
        TreeSet<String> keys = new TreeSet<>(from.keySet());
        keys.addAll(to.keySet());
        keys.forEach(key -> compare(path + key, from.get(key), to.get(key), changes));
    }

    private static Map<String, JsonNode> fields(JsonNode object, String separator) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> fields.put(
                        field.getKey().matches("[A-Za-z0-9_-]+")
                                ? separator + field.getKey()
                                : "[" + field.getKey() + "]",
                        field.getValue()));
        return fields;
    }

    private static boolean named(JsonNode list) {
        if (!list.isArray()) {
            return false;
        }
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode entry : list) {
            if (!entry.path(NAME).isTextual() || !names.add(entry.path(NAME).asText())) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, JsonNode> entries(JsonNode list) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        list.forEach(entry -> entries.put("[" + entry.path(NAME).asText() + "]", entry));
        return entries;
    }
}
