// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.plan.ObjectChange.Action;
import dev.paddock.core.revision.RevisionDiff;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares objects by what they are called. What the server alone writes is no difference. */
public final class ContentDiff {

    private static final List<String> OF_THE_SERVER =
            List.of("managedFields", "resourceVersion", "uid", "generation", "creationTimestamp", "selfLink");

    private ContentDiff() {}

    /** Those that change, by name. */
    public static List<ObjectChange> between(List<ObjectNode> now, List<ObjectNode> then) {
        Map<String, ObjectNode> before = byName(now);
        Map<String, ObjectNode> after = byName(then);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<ObjectChange> changes = new ArrayList<>();
        for (String name : names) {
            ObjectChange change = of(name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)));
            if (change.differs()) {
                changes.add(change);
            }
        }
        return changes;
    }

    /** @param called what the change calls the object */
    public static ObjectChange of(String called, Optional<ObjectNode> now, Optional<ObjectNode> then) {
        if (now.isEmpty()) {
            return new ObjectChange(Action.create, called, List.of());
        }
        if (then.isEmpty()) {
            return new ObjectChange(Action.delete, called, List.of());
        }
        List<RevisionDiff.Change> fields = RevisionDiff.between(written(now.get()), written(then.get()));
        return new ObjectChange(fields.isEmpty() ? Action.unchanged : Action.change, called, fields);
    }

    /** {@code Deployment team/web}. */
    public static String called(JsonNode object) {
        String namespace = object.at("/metadata/namespace").asText();
        String name = object.at("/metadata/name").asText();
        return object.path("kind").asText() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }

    /** Stands for an object as it is written, whatever its status: another text, another object. */
    public static String identity(ObjectNode object) {
        ObjectNode written = written(object);
        if (written.path("metadata") instanceof ObjectNode metadata) {
            // Controllers add theirs without changing what the object says.
            metadata.remove("finalizers");
        }
        return object.at("/metadata/uid").asText() + " "
                + Digest.of(written.toString().getBytes(StandardCharsets.UTF_8)).value();
    }

    private static ObjectNode written(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.remove("status");
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(OF_THE_SERVER);
        }
        return copy;
    }

    /** Two groups may have a kind of one name. */
    private static Map<String, ObjectNode> byName(List<ObjectNode> objects) {
        Map<String, ObjectNode> named = new TreeMap<>();
        for (ObjectNode object : objects) {
            String name = called(object);
            ObjectNode same = named.get(name);
            boolean other = same != null && !same.path("apiVersion").equals(object.path("apiVersion"));
            named.put(other ? name + " (" + object.path("apiVersion").asText() + ")" : name, object);
        }
        return named;
    }
}
