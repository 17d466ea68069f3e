// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies objects under one field manager. An object that already is as wanted costs no request: it carries the hash of what was applied
 * last, so that a field that is no longer wanted is noticed, and it is compared field by field, so that a foreign edit is noticed. It
 * never deletes.
 */
public final class Applier {

    /** On every applied object: the hash of what was wanted when it was applied. */
    public static final String HASH = "palette.ai/applied-hash";

    private final KubernetesClient client;
    private final String fieldManager;
    private final ObjectMapper mapper = Serialization.jsonMapper();

    public Applier(KubernetesClient client, String fieldManager) {
        this.client = client;
        this.fieldManager = fieldManager;
    }

    /**
     * Makes the object as {@code desired}; changes the annotations of {@code desired}.
     *
     * @param current what a cache holds, which may be behind: then a request too many is made, never one too few that lasts
     * @return whether a request was made
     */
    public <T extends HasMetadata> boolean apply(T desired, Optional<? extends HasMetadata> current) {
        desired.getMetadata().setManagedFields(List.of());
        desired.getMetadata().setResourceVersion(null);
        Map<String, String> annotations = new HashMap<>(
                desired.getMetadata().getAnnotations() == null
                        ? Map.of()
                        : desired.getMetadata().getAnnotations());
        JsonNode wanted = mapper.valueToTree(desired);
        String hash = hash(wanted);
        annotations.put(HASH, hash);
        desired.getMetadata().setAnnotations(annotations);
        if (current.filter(there -> hash.equals(hashOn(there))).isPresent()
                && holds(mapper.valueToTree(current.get()), wanted)) {
            return false;
        }
        client.resource(desired).fieldManager(fieldManager).forceConflicts().serverSideApply();
        return true;
    }

    /** Writes the status of {@code desired}, which carries nothing else that the field manager owns. */
    public void applyStatus(HasMetadata desired) {
        client.resource(desired)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(fieldManager)
                        .withForce(true)
                        .build());
    }

    /** Whether every field of {@code wanted} is in {@code there}; what others added does not matter. */
    static boolean holds(JsonNode there, JsonNode wanted) {
        if (wanted.isObject()) {
            return wanted.properties().stream()
                    .allMatch(field ->
                            field.getValue().isEmpty() && field.getValue().isContainerNode()
                                    || holds(there.path(field.getKey()), field.getValue()));
        }
        if (wanted.isArray()) {
            if (there.size() != wanted.size()) {
                return false;
            }
            for (int i = 0; i < wanted.size(); i++) {
                if (!holds(there.get(i), wanted.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return wanted.isNull() || wanted.equals(there) || wanted.asText().equals(there.asText()) && wanted.isNumber();
    }

    private static @Nullable String hashOn(HasMetadata there) {
        Map<String, String> annotations = there.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(HASH);
    }

    private static String hash(JsonNode wanted) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(sorted(wanted).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Maps of an object come in no particular order; the hash must not depend on it. */
    private static String sorted(JsonNode node) {
        StringBuilder text = new StringBuilder();
        if (node.isObject()) {
            node.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(field -> text.append(field.getKey())
                            .append('=')
                            .append(sorted(field.getValue()))
                            .append(';'));
            return "{" + text + "}";
        }
        if (node.isArray()) {
            node.forEach(element -> text.append(sorted(element)).append(','));
            return "[" + text + "]";
        }
        return node.toString();
    }
}
