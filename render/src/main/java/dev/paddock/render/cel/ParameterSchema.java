// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.paddock.core.definition.TemplateProblem;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The schema of a CEL schematic's parameters: fills in defaults and says what does not fit. The part of JSON Schema that Kubernetes knows as
 * structural; {@link SchemaCheck} refuses the rest when a definition is written.
 */
final class ParameterSchema {

    static final String INT_OR_STRING = "x-kubernetes-int-or-string";
    static final String PRESERVE_UNKNOWN = "x-kubernetes-preserve-unknown-fields";

    private final JsonNode schema;
    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    ParameterSchema(JsonNode schema) {
        this.schema = schema;
        schema.findValues("pattern").stream()
                .filter(JsonNode::isTextual)
                .forEach(pattern -> patterns.put(pattern.textValue(), SchemaCheck.pattern(pattern.textValue())));
    }

    JsonNode schema() {
        return schema;
    }

    /** The parameter with its defaults; what does not fit is added to the problems. */
    JsonNode complete(JsonNode parameter, List<TemplateProblem> problems) {
        JsonNode given =
                parameter.isMissingNode() || parameter.isNull() ? JsonNodeFactory.instance.objectNode() : parameter;
        return schema.isMissingNode() ? given : value("parameter", given, schema, problems);
    }

    private JsonNode value(String path, JsonNode given, JsonNode schema, List<TemplateProblem> problems) {
        if (given.isNull() && schema.path("nullable").asBoolean()) {
            return given;
        }
        String fault = kindFault(given, schema);
        if (!fault.isEmpty()) {
            problems.add(new TemplateProblem(path, 0, 0, fault));
            return given;
        }
        JsonNode choices = schema.path("enum");
        if (choices.isArray() && choices.valueStream().noneMatch(choice -> same(choice, given))) {
            List<String> words = choices.valueStream().map(JsonNode::toString).toList();
            problems.add(new TemplateProblem(path, 0, 0, "must be " + String.join(" or ", words)));
        }
        return switch (given) {
            case ObjectNode object -> object(path, object, schema, problems);
            case ArrayNode array -> array(path, array, schema, problems);
            default -> scalar(path, given, schema, problems);
        };
    }

    private static boolean same(JsonNode left, JsonNode right) {
        return (left.isNumber() && right.isNumber())
                ? left.decimalValue().compareTo(right.decimalValue()) == 0
                : left.equals(right);
    }

    private static String kindFault(JsonNode given, JsonNode schema) {
        if (schema.path(INT_OR_STRING).asBoolean()) {
            return given.isIntegralNumber() || given.isTextual() ? "" : "must be an integer or a string";
        }
        boolean fits = switch (schema.path("type").asText()) {
            case "string" -> given.isTextual();
            case "integer" -> whole(given);
            case "number" -> given.isNumber();
            case "boolean" -> given.isBoolean();
            case "array" -> given.isArray();
            case "object" -> given.isObject();
            default -> true;
        };
        return fits ? "" : "must be " + article(schema.path("type").asText());
    }

    private static boolean whole(JsonNode given) {
        return given.isIntegralNumber()
                ? given.canConvertToLong()
                : given.isNumber() && given.canConvertToExactIntegral() && given.canConvertToLong();
    }

    private static String article(String type) {
        return (type.matches("[aio].*") ? "an " : "a ") + type;
    }

    private JsonNode scalar(String path, JsonNode given, JsonNode schema, List<TemplateProblem> problems) {
        if (given.isNumber()) {
            SchemaBounds.ofNumber(given.decimalValue(), schema)
                    .forEach(fault -> problems.add(new TemplateProblem(path, 0, 0, fault)));
            return switch (schema.path("type").asText()) {
                case "integer" -> JsonNodeFactory.instance.numberNode(given.longValue());
                case "number" -> JsonNodeFactory.instance.numberNode(given.doubleValue());
                default -> given;
            };
        }
        if (given.isTextual()) {
            String text = given.textValue();
            SchemaBounds.ofSize("Length", text.codePointCount(0, text.length()), "characters", schema)
                    .forEach(fault -> problems.add(new TemplateProblem(path, 0, 0, fault)));
            Pattern pattern = patterns.get(schema.path("pattern").asText());
            if (pattern != null && !pattern.matcher(text).find()) {
                problems.add(new TemplateProblem(path, 0, 0, "must match " + pattern.pattern()));
            }
        }
        return given;
    }

    private JsonNode array(String path, ArrayNode given, JsonNode schema, List<TemplateProblem> problems) {
        SchemaBounds.ofSize("Items", given.size(), "elements", schema)
                .forEach(fault -> problems.add(new TemplateProblem(path, 0, 0, fault)));
        if (schema.path("uniqueItems").asBoolean()
                && new HashSet<>(given.valueStream().toList()).size() < given.size()) {
            problems.add(new TemplateProblem(path, 0, 0, "must not have an element twice"));
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < given.size(); i++) {
            result.add(value(path + "." + i, given.get(i), schema.path("items"), problems));
        }
        return result;
    }

    private JsonNode object(String path, ObjectNode given, JsonNode schema, List<TemplateProblem> problems) {
        SchemaBounds.ofSize("Properties", given.size(), "properties", schema)
                .forEach(fault -> problems.add(new TemplateProblem(path, 0, 0, fault)));
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        given.properties().forEach(each -> {
            String at = path + "." + each.getKey();
            if (properties.has(each.getKey())) {
                result.set(each.getKey(), value(at, each.getValue(), properties.path(each.getKey()), problems));
            } else if (others.isBoolean() && !others.booleanValue()) {
                Set<String> known = new HashSet<>();
                properties.fieldNames().forEachRemaining(known::add);
                problems.add(new TemplateProblem(at, 0, 0, SchemaBounds.unknown(each.getKey(), known)));
            } else {
                result.set(
                        each.getKey(),
                        others.isObject() ? value(at, each.getValue(), others, problems) : each.getValue());
            }
        });
        properties.properties().forEach(each -> {
            JsonNode otherwise = each.getValue().path("default");
            if (!given.has(each.getKey()) && !otherwise.isMissingNode()) {
                result.set(each.getKey(), value(path + "." + each.getKey(), otherwise, each.getValue(), problems));
            }
        });
        for (JsonNode name : schema.path("required")) {
            if (!result.has(name.asText())) {
                problems.add(
                        new TemplateProblem(path + "." + name.asText(), 0, 0, required(properties, name.asText())));
            }
        }
        return result;
    }

    private static String required(JsonNode properties, String name) {
        JsonNode wanted = properties.path(name);
        String type = wanted.path("type").asText();
        String description = wanted.path("description").asText();
        return (type.isEmpty() ? "must be given" : "must be " + article(type))
                + (description.isEmpty() ? "" : ": " + description);
    }
}
