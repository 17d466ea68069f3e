// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A schema in words: its type, and what a value must be like. */
final class SchemaText {
    private SchemaText() {}

    static String type(JSONSchemaProps schema) {
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            return "integer or string";
        }
        if (schema.getType() == null) {
            return "any";
        }
        if (schema.getItems() != null) {
            return "list of " + type(schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null) {
            return "map of " + type(schema.getAdditionalProperties().getSchema());
        }
        return "date-time".equals(schema.getFormat()) ? "time" : schema.getType();
    }

    static String constraints(JSONSchemaProps schema, boolean required) {
        List<String> parts = new ArrayList<>();
        if (required) {
            parts.add("**required**");
        }
        if (schema.getDefault() != null) {
            parts.add("default " + Markdown.code(value(schema.getDefault())));
        }
        if (!schema.getEnum().isEmpty()) {
            parts.add(schema.getEnum().stream()
                    .map(one -> Markdown.code(value(one)))
                    .collect(Collectors.joining(", ")));
        }
        range(parts, schema.getMinimum(), schema.getMaximum(), "");
        range(parts, schema.getMinLength(), schema.getMaxLength(), " characters");
        range(parts, schema.getMinItems(), schema.getMaxItems(), " items");
        range(parts, schema.getMinProperties(), schema.getMaxProperties(), " entries");
        if (schema.getPattern() != null) {
            parts.add(Markdown.code(schema.getPattern()));
        }
        if (!schema.getXKubernetesListMapKeys().isEmpty()) {
            parts.add("unique by " + String.join(", ", schema.getXKubernetesListMapKeys()));
        } else if ("set".equals(schema.getXKubernetesListType())) {
            parts.add("no duplicates");
        }
        return String.join("; ", parts);
    }

    private static void range(List<String> parts, @Nullable Number least, @Nullable Number most, String unit) {
        if (least != null && most != null) {
            parts.add(number(least) + " to " + number(most) + unit);
        } else if (least != null) {
            parts.add("at least " + number(least) + unit);
        } else if (most != null) {
            parts.add("at most " + number(most) + unit);
        }
    }

    private static String number(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }

    private static String value(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }
}
