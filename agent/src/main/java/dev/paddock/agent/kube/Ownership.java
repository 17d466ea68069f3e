// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.artifact.Digest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Says whether somebody touched what a field manager owns, without knowing what it applied.
 *
 * <p>The API server takes a field out of a manager's entry in {@code managedFields} as soon as another manager changes its
 * value, and moves the entry's time when the manager itself writes. The entry as a whole is therefore a fingerprint of the
 * owned state: equal entry, equal owned values. Status updates and fields added by others leave it alone.
 */
public final class Ownership {

    /** The fingerprint of an object that the manager owns nothing of. */
    public static final String NONE = "";

    private Ownership() {}

    public static String fingerprint(JsonNode object, String fieldManager) {
        return StreamSupport.stream(
                        object.path("metadata").path("managedFields").spliterator(), false)
                .filter(entry -> fieldManager.equals(entry.path("manager").asText()))
                .filter(entry -> "Apply".equals(entry.path("operation").asText()))
                .filter(entry -> entry.path("subresource").asText("").isEmpty())
                .findFirst()
                .map(entry -> hash(entry.path("apiVersion").asText() + "|"
                        + entry.path("time").asText() + "|" + entry.path("fieldsV1")))
                .orElse(NONE);
    }

    /** What was set beside what is applied, and has to become ours or go; empty where nothing was. */
    static String byHand(JsonNode object) {
        String entries = StreamSupport.stream(
                        object.path("metadata").path("managedFields").spliterator(), false)
                .filter(Ownership::isByHand)
                .map(entry -> entry.path("time").asText() + "|" + entry.path("fieldsV1"))
                .collect(Collectors.joining("|"));
        return entries.isEmpty() ? NONE : hash(entries);
    }

    /**
     * Whether an entry of {@code managedFields} is of a person with kubectl, by the names that Flux knows them by, or of ourselves but not
     * of an apply, which Flux takes for the same.
     */
    public static boolean isByHand(JsonNode entry) {
        String manager = entry.path("manager").asText();
        boolean oursByUpdate = manager.equals(FieldManagers.FLUX)
                && entry.path("operation").asText().equals("Update");
        return entry.path("subresource").asText("").isEmpty()
                && (manager.startsWith("kubectl") || manager.equals("before-first-apply") || oursByUpdate);
    }

    private static String hash(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
