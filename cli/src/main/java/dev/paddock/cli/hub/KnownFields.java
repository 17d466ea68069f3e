// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.paddock.core.fault.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The fields that a kind has at each place, from the schema the server itself publishes, so that an unknown field can be answered with
 * the nearest known one. Knows nothing of values.
 */
public final class KnownFields {
    /** A field, or the selector of a list item or map value, such as {@code [0]} and {@code [name="gpu"]}. */
    private static final Pattern SEGMENT = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([^]]*)]");

    private static final String REFERENCE = "#/components/schemas/";

    private final JsonNode schemas;
    private final JsonNode root;

    private KnownFields(JsonNode schemas, JsonNode root) {
        this.schemas = schemas;
        this.root = root;
    }

    /** Of a kind the server has; without any field when it publishes no schema of it, or not to this user. */
    public static KnownFields of(Hub hub, ResourceType type) {
        String version = type.group().isEmpty()
                ? "/openapi/v3/api/" + type.version()
                : "/openapi/v3/apis/" + type.group() + "/" + type.version();
        return in(hub.find(version).orElse(MissingNode.getInstance()), type);
    }

    static KnownFields in(JsonNode document, ResourceType type) {
        JsonNode schemas = document.path("components").path("schemas");
        for (JsonNode schema : schemas) {
            for (JsonNode kind : schema.path("x-kubernetes-group-version-kind")) {
                if (kind.path("group").asText().equals(type.group())
                        && kind.path("version").asText().equals(type.version())
                        && kind.path("kind").asText().equals(type.kind())) {
                    return new KnownFields(schemas, schema);
                }
            }
        }
        return new KnownFields(schemas, MissingNode.getInstance());
    }

    /** Blank when no field of that place is near, else {@code ' (did you mean "x"?)'} with its leading blank. */
    public String suggestion(String path) {
        List<MatchResult> segments = SEGMENT.matcher(path).results().toList();
        if (segments.isEmpty() || segments.getLast().group(1) == null) {
            return "";
        }
        JsonNode place = root;
        for (MatchResult step : segments.subList(0, segments.size() - 1)) {
            place = below(resolved(place), step);
        }
        List<String> known = new ArrayList<>();
        resolved(place).path("properties").fieldNames().forEachRemaining(known::add);
        return Suggestion.text(segments.getLast().group(1), known);
    }

    private static JsonNode below(JsonNode schema, MatchResult step) {
        String field = step.group(1);
        if (field == null) {
            return schema.has("items") ? schema.path("items") : schema.path("additionalProperties");
        }
        JsonNode property = schema.path("properties").path(field);
        return property.isMissingNode() ? schema.path("additionalProperties") : property;
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.has("$ref")
                ? schema.path("$ref").asText()
                : schema.path("allOf").path(0).path("$ref").asText();
        return reference.startsWith(REFERENCE) ? schemas.path(reference.substring(REFERENCE.length())) : schema;
    }
}
