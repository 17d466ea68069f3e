// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A live object as the agent remembers it: its text without the bookkeeping of field managers (most of its size), and per
 * field manager of ours the fingerprint of what that one owns.
 */
public record Observed(
        ObjectRef ref,
        String uid,
        long resourceVersion,
        Map<String, String> labels,
        List<String> ownerWorks,
        String fluxFingerprint,
        String workFingerprint,
        boolean editedByHand,
        byte[] json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Observed of(ObjectRef ref, ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        String owned = Ownership.fingerprint(object, FieldManagers.FLUX);
        // Flux undoes what people add with kubectl, also where it is beside what was applied.
        String flux = owned.equals(Ownership.NONE) ? owned : owned + Ownership.byHand(object);
        String work = Ownership.fingerprint(object, FieldManagers.WORK);
        return new Observed(
                ref,
                metadata.path("uid").asText(),
                parseVersion(metadata.path("resourceVersion").asText()),
                labels(metadata.path("labels")),
                ownerWorks(metadata.path("ownerReferences")),
                flux,
                work,
                !Ownership.byHand(object).equals(Ownership.NONE),
                slim(object));
    }

    public String fingerprint(String fieldManager) {
        return switch (fieldManager) {
            case FieldManagers.FLUX -> fluxFingerprint;
            case FieldManagers.WORK -> workFingerprint;
            default -> Ownership.NONE;
        };
    }

    public JsonNode object() {
        try {
            return JSON.readTree(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("text written here is unreadable", impossible);
        }
    }

    private static Map<String, String> labels(JsonNode labels) {
        return JSON.convertValue(
                labels.isMissingNode() ? JSON.createObjectNode() : labels,
                JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }

    private static List<String> ownerWorks(JsonNode owners) {
        return StreamSupport.stream(owners.spliterator(), false)
                .filter(owner -> "AppliedManifestWork".equals(owner.path("kind").asText()))
                .map(owner -> owner.path("name").asText())
                .toList();
    }

    /** Keeps of {@code managedFields} only when controllers wrote the status: health needs it to see a lack of progress. */
    private static byte[] slim(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        ArrayNode statusWrites = JSON.createArrayNode();
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if ("status".equals(entry.path("subresource").asText())) {
                statusWrites.add(JSON.createObjectNode()
                        .put("subresource", "status")
                        .put("time", entry.path("time").asText()));
            }
        }
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.set("managedFields", statusWrites);
        }
        try {
            return JSON.writeValueAsBytes(copy);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a tree is always writable", impossible);
        }
    }

    /** Kubernetes documents resource versions as comparable integers since 1.35, and they have always been. */
    static long parseVersion(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notAnInteger) {
            return 0;
        }
    }
}
