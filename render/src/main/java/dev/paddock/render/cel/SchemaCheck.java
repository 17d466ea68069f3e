// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.paddock.core.definition.TemplateProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the schema of parameters is one that {@link ParameterSchema} keeps to the letter. */
final class SchemaCheck {

    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array", "object");
    private static final Set<String> KNOWN = Set.of(
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "default",
            "nullable",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "pattern",
            // For people and for forms.
            "title",
            "description",
            "example",
            "format",
            ParameterSchema.INT_OR_STRING,
            ParameterSchema.PRESERVE_UNKNOWN);

    private final List<TemplateProblem> problems = new ArrayList<>();

    private SchemaCheck() {}

    static List<TemplateProblem> of(JsonNode schema) {
        SchemaCheck check = new SchemaCheck();
        if (schema.isMissingNode()) {
            return List.of();
        }
        if (!schema.path("type").asText().equals("object")) {
            check.refuse("parameters", "parameters are an object: write type: object");
        }
        check.visit("parameters", schema);
        if (check.problems.isEmpty()) {
            defaults("parameters", schema, check.problems);
        }
        return check.problems;
    }

    static Pattern pattern(String text) {
        return Pattern.compile(text);
    }

    private void visit(String path, JsonNode schema) {
        if (!schema.isObject()) {
            refuse(path, "a schema is an object");
            return;
        }
        schema.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name) && !name.startsWith("x-")) {
                refuse(path + "." + name, "unsupported in a schema" + unsupported(name, KNOWN));
            }
        });
        JsonNode type = schema.path("type");
        if (!type.isMissingNode() && !TYPES.contains(type.asText())) {
            refuse(
                    path + ".type",
                    "must be one of "
                            + String.join(", ", TYPES.stream().sorted().toList()));
        }
        for (String bound : List.of("exclusiveMinimum", "exclusiveMaximum")) {
            if (schema.path(bound).isNumber()) {
                refuse(path + "." + bound, "is true or false here, beside minimum or maximum, as in Kubernetes");
            }
        }
        try {
            pattern(schema.path("pattern").asText());
        } catch (PatternSyntaxException e) {
            refuse(path + ".pattern", "no regular expression: " + e.getMessage());
        }
        for (JsonNode name : schema.path("required")) {
            if (schema.has("properties") && !schema.path("properties").has(name.asText())) {
                refuse(path + ".required", "there is no property " + name.asText());
            }
        }
        visitParts(path, schema);
    }

    private void visitParts(String path, JsonNode schema) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            visit(path + ".properties." + property.getKey(), property.getValue());
        }
        if (schema.has("items")) {
            visit(path + ".items", schema.path("items"));
        }
        JsonNode others = schema.path("additionalProperties");
        if (!others.isMissingNode() && !others.isBoolean()) {
            visit(path + ".additionalProperties", others);
        }
    }

    private static String unsupported(String name, Set<String> known) {
        return dev.paddock.core.fault.Suggestion.text(name, known);
    }

    /** A default that does not fit would make every use an error. */
    private static void defaults(String path, JsonNode schema, List<TemplateProblem> problems) {
        JsonNode otherwise = schema.path("default");
        if (!otherwise.isMissingNode()) {
            List<TemplateProblem> faults = new ArrayList<>();
            new ParameterSchema(schema).complete(otherwise, faults);
            faults.forEach(fault -> problems.add(new TemplateProblem(path + ".default", 0, 0, fault.message())));
        }
        schema.path("properties")
                .properties()
                .forEach(each -> defaults(path + ".properties." + each.getKey(), each.getValue(), problems));
        if (schema.has("items")) {
            defaults(path + ".items", schema.path("items"), problems);
        }
    }

    private void refuse(String path, String message) {
        problems.add(new TemplateProblem(path, 0, 0, message));
    }
}
