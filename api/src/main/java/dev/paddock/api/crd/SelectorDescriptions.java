// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Map;

/** Describes the fields of Kubernetes' own label selectors, whose Java types cannot carry our annotation. */
final class SelectorDescriptions {
    private SelectorDescriptions() {}

    static void describe(JSONSchemaProps selector) {
        Map<String, JSONSchemaProps> fields = selector.getProperties();
        say(fields, "matchLabels", "Labels that must have exactly these values; all of them.");
        say(fields, "matchExpressions", "Requirements on labels; all must be met.");
        describeRequirement(
                requireNonNull(fields.get("matchExpressions")).getItems().getSchema());
    }

    static void describeRequirement(JSONSchemaProps requirement) {
        Map<String, JSONSchemaProps> fields = requirement.getProperties();
        say(fields, "key", "Key of the label or claim.");
        say(fields, "operator", "In, NotIn, Exists or DoesNotExist.");
        say(fields, "values", "Values for In and NotIn; empty with Exists and DoesNotExist.");
    }

    private static void say(Map<String, JSONSchemaProps> fields, String field, String description) {
        JSONSchemaProps schema = fields.get(field);
        if (schema == null) {
            throw new IllegalStateException("a label selector without " + field);
        }
        schema.setDescription(description);
    }
}
