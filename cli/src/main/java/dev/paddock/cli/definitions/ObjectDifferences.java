// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.revision.RevisionDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What differs between two lists of objects, object by object and field by field. The order of objects is no difference. */
public final class ObjectDifferences {
    private ObjectDifferences() {}

    /** One line for each object and each of its fields; none if they are the same. */
    public static List<String> between(List<ObjectNode> expected, List<ObjectNode> found) {
        Map<String, JsonNode> before = byName(expected);
        Map<String, JsonNode> after = byName(found);
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            JsonNode from = before.get(name);
            JsonNode to = after.get(name);
            if (from == null) {
                lines.add("+ " + name + ": was not expected");
            } else if (to == null) {
                lines.add("- " + name + ": is missing");
            } else {
                List<RevisionDiff.Change> changes = RevisionDiff.between(from, to);
                if (!changes.isEmpty()) {
                    lines.add("~ " + name);
                    changes.forEach(change -> lines.add("    " + change));
                }
            }
        }
        return lines;
    }

    static List<String> ofLines(List<String> expected, List<String> found) {
        List<String> lines = new ArrayList<>();
        expected.stream().filter(line -> !found.contains(line)).forEach(line -> lines.add("- " + line));
        found.stream().filter(line -> !expected.contains(line)).forEach(line -> lines.add("+ " + line));
        return lines;
    }

    private static Map<String, JsonNode> byName(List<ObjectNode> objects) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        for (ObjectNode object : objects) {
            String namespace = object.at("/metadata/namespace").asText();
            String name = object.path("kind").asText() + " "
                    + (namespace.isEmpty() ? "" : namespace + "/")
                    + object.at("/metadata/name").asText();
            // One Application may make the same object for each topology.
            String key = name;
            for (int copy = 2; named.containsKey(key); copy++) {
                key = name + " (" + copy + ")";
            }
            named.put(key, object);
        }
        return named;
    }
}
