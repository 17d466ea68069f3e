// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The schema that Kubernetes itself publishes for {@code metav1.Condition}, with messages held to 1024 characters. */
final class ConditionSchema {
    private ConditionSchema() {}

    static void apply(JSONSchemaProps schema) {
        schema.setType("object");
        schema.setRequired(List.of("lastTransitionTime", "message", "reason", "status", "type"));
        // Sorted, because the order of Map.of differs from one JVM to the next.
        schema.setProperties(new TreeMap<>(Map.of(
                "lastTransitionTime",
                        text("When status changed last.")
                                .withFormat("date-time")
                                .build(),
                "message",
                        text("Why it stands so, as one sentence with the names involved.")
                                .withMaxLength(1024L)
                                .build(),
                "observedGeneration",
                        new JSONSchemaPropsBuilder()
                                .withType("integer")
                                .withDescription("Generation of the spec the condition is about.")
                                .withFormat("int64")
                                .withMinimum(0.0)
                                .build(),
                "reason",
                        text("Why it stands so, as one word for automation.")
                                .withMinLength(1L)
                                .withMaxLength(1024L)
                                .withPattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
                                .build(),
                "status",
                        text("True, False, or Unknown where nothing is known yet.")
                                .withEnum(
                                        TextNode.valueOf("True"),
                                        TextNode.valueOf("False"),
                                        TextNode.valueOf("Unknown"))
                                .build(),
                "type",
                        text("What the condition is about, such as Ready; True is good.")
                                .withMaxLength(316L)
                                .build())));
    }

    private static JSONSchemaPropsBuilder text(String description) {
        return new JSONSchemaPropsBuilder().withType("string").withDescription(description);
    }
}
