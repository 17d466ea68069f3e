// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the policies say about one object, and the annotations in which the object carries it to whoever applies it. What Flux has a
 * word for is said in that too, so that Flux itself does the same or, where it cannot, what loses nothing.
 *
 * @param orphansDependents whether what belongs to it stays when it is deleted
 * @param replaced whether fields that others set go when it is applied
 * @param recreate the fields whose change makes it be made anew
 * @param readOnly whether it is only looked at
 * @param takenOver whether one that was there before is taken over with what it has
 * @param shared whether several deliveries may have it
 */
public record Treatment(
        Removal removal,
        boolean orphansDependents,
        Optional<ApplyOnce> once,
        boolean replaced,
        List<FieldPath> recreate,
        boolean readOnly,
        boolean takenOver,
        boolean shared) {

    private static final String PREFIX = "policy.paddock.dev/";
    public static final String REMOVAL = PREFIX + "garbage-collect";
    public static final String PROPAGATION = PREFIX + "propagation";
    public static final String APPLY_ONCE = PREFIX + "apply-once";
    public static final String UPDATE = PREFIX + "resource-update";
    public static final String SHARED = PREFIX + "shared-resource";

    private static final String FLUX = "kustomize.toolkit.fluxcd.io/";
    public static final String PRUNE = FLUX + "prune";
    private static final String DISABLED = "disabled";
    private static final ObjectMapper JSON = new ObjectMapper();

    public static final Treatment NONE =
            new Treatment(Removal.ON_UPDATE, false, Optional.empty(), false, List.of(), false, false, false);

    public Treatment {
        recreate = List.copyOf(recreate);
    }

    public Treatment withRemoval(Removal other) {
        return new Treatment(other, orphansDependents, once, replaced, recreate, readOnly, takenOver, shared);
    }

    /** Puts it on the object; what the object says itself in Flux's words stands. */
    public void writeTo(ObjectNode object) {
        if (equals(NONE)) {
            return;
        }
        ObjectNode annotations = object.withObject("/metadata").withObject("/annotations");
        boolean spared = annotations.path(PRUNE).asText().equals(DISABLED);
        if (removal != Removal.ON_UPDATE || spared) {
            annotations.put(REMOVAL, (spared ? Removal.NEVER : removal).text());
        }
        if (removal != Removal.ON_UPDATE || shared) {
            // Flux would delete it too early; left behind it can still be deleted.
            annotations.put(PRUNE, DISABLED);
        }
        if (orphansDependents) {
            annotations.put(PROPAGATION, "orphan");
        }
        once.ifPresent(said -> annotations.put(APPLY_ONCE, text(said)));
        if (replaced || !recreate.isEmpty()) {
            annotations.put(UPDATE, update());
        }
        if (shared) {
            annotations.put(SHARED, "true");
        }
        inFluxWords(annotations);
    }

    private void inFluxWords(ObjectNode annotations) {
        boolean never = once.filter(said -> said.whole() && said.affect() == ApplyOnce.Affect.ALWAYS)
                .isPresent();
        if (readOnly) {
            annotations.put(FLUX + "reconcile", DISABLED);
        } else if (!annotations.has(FLUX + "ssa") && (never || takenOver)) {
            annotations.put(FLUX + "ssa", never ? "IfNotPresent" : "Merge");
        }
    }

    /**
     * What an object says, on the cluster or on its way there. What Flux has a word for, and is the same, is read from Flux's.
     *
     * @throws IllegalArgumentException naming the annotation that cannot be read
     */
    public static Treatment of(JsonNode object) {
        JsonNode annotations = object.path("metadata").path("annotations");
        JsonNode update = json(annotations, UPDATE);
        return new Treatment(
                read(annotations, REMOVAL, Removal::of, Removal.ON_UPDATE),
                annotations.path(PROPAGATION).asText().equals("orphan"),
                annotations.has(APPLY_ONCE) ? Optional.of(once(json(annotations, APPLY_ONCE))) : Optional.empty(),
                update.path("op").asText().equals("replace"),
                paths(UPDATE, update.path("recreateFields")),
                annotations.path(FLUX + "reconcile").asText().equals(DISABLED),
                false,
                annotations.path(SHARED).asText().equals("true"));
    }

    private static <T> T read(JsonNode annotations, String key, Function<String, Optional<T>> reader, T otherwise) {
        String text = annotations.path(key).asText("");
        return text.isEmpty() ? otherwise : reader.apply(text).orElseThrow(() -> unreadable(key, text));
    }

    private static ApplyOnce once(JsonNode said) {
        ApplyOnce.Affect affect = ApplyOnce.Affect.of(said.path("affect").asText())
                .orElseThrow(() -> unreadable(APPLY_ONCE, said.toString()));
        List<String> named = ObjectSelector.texts(said.path("path"));
        return new ApplyOnce(
                affect, named.contains(ApplyOnce.EVERYTHING) ? List.of() : paths(APPLY_ONCE, said.path("path")));
    }

    private static List<FieldPath> paths(String key, JsonNode list) {
        try {
            return ObjectSelector.texts(list).stream().map(FieldPath::parse).toList();
        } catch (IllegalArgumentException malformed) {
            throw unreadable(key, list.toString());
        }
    }

    private static JsonNode json(JsonNode annotations, String key) {
        String text = annotations.path(key).asText("");
        try {
            return JSON.readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException malformed) {
            throw unreadable(key, text);
        }
    }

    private static IllegalArgumentException unreadable(String key, String text) {
        return new IllegalArgumentException("metadata.annotations[" + key + "]: Invalid value: \"" + text
                + "\": write a policy instead; the hub writes this annotation");
    }

    private static String text(ApplyOnce once) {
        ObjectNode said = JSON.createObjectNode().put("affect", once.affect().text());
        if (once.whole()) {
            said.putArray("path").add(ApplyOnce.EVERYTHING);
        } else {
            once.paths().forEach(path -> said.withArray("/path").add(path.toString()));
        }
        return said.toString();
    }

    private String update() {
        ObjectNode said = JSON.createObjectNode();
        if (replaced) {
            said.put("op", "replace");
        }
        recreate.forEach(path -> said.withArray("/recreateFields").add(path.toString()));
        return said.toString();
    }
}
