// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.artifact.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes the values out of Secrets. A difference stays visible, because a value is replaced by a digest of it. */
public final class Hidden {
    private static final int SHOWN = 12;

    private Hidden() {}

    /** The object itself unless it is a Secret; then a copy without values. */
    public static ObjectNode of(ObjectNode object, String salt) {
        if (!object.path("kind").asText().equals("Secret")
                || !object.path("apiVersion").asText().equals("v1")) {
            return object;
        }
        ObjectNode copy = object.deepCopy();
        for (String field : List.of("data", "stringData")) {
            if (copy.path(field) instanceof ObjectNode values) {
                values.properties().forEach(value -> value.setValue(copy.textNode(digest(salt, value.getValue()))));
            }
        }
        if (copy.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            // Where kubectl apply keeps the whole object.
            annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
        }
        return copy;
    }

    /** Salted, so that a short password cannot be found by trying. */
    private static String digest(String salt, JsonNode value) {
        String hex = Digest.of((salt + "\n" + value).getBytes(StandardCharsets.UTF_8))
                .hex();
        return "(hidden " + hex.substring(0, SHOWN) + ")";
    }
}
