// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as CEL's values, and back. */
final class CelValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CelValues() {}

    /** A value that no object can hold. */
    static final class UnfitException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnfitException(String message) {
            super(message);
        }
    }

    static Object of(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> map = LinkedHashMap.newLinkedHashMap(json.size());
                json.properties().forEach(each -> map.put(each.getKey(), of(each.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>(json.size());
                json.forEach(each -> list.add(of(each)));
                yield list;
            }
            case NUMBER -> number(json);
            case BOOLEAN -> json.booleanValue();
            case STRING, BINARY, POJO -> json.asText();
            case NULL, MISSING -> NullValue.NULL_VALUE;
        };
    }

    private static Object number(JsonNode json) {
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return json.longValue();
        }
        return json.doubleValue();
    }

    /** Empty if the value says that it is to be left out. */
    static Optional<JsonNode> json(Object value, Budget budget) {
        budget.step();
        if (value instanceof Optional<?> optional) {
            return optional.flatMap(present -> json(present, budget));
        }
        JsonNode json = switch (value) {
            case Map<?, ?> map -> object(map, budget);
            case List<?> list -> array(list, budget);
            case String text -> NODES.textNode(text);
            case Boolean flag -> NODES.booleanNode(flag);
            case Long number -> integer(number);
            case UnsignedLong number -> NODES.numberNode(number.bigIntegerValue());
            case Double number -> decimal(number);
            case NullValue nothing -> NODES.nullNode();
            case CelByteString bytes -> NODES.textNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case Instant instant -> NODES.textNode(instant.toString());
            case Duration duration -> NODES.textNode(text(duration));
            case Shown shown -> NODES.textNode(shown.text());
            default -> throw new UnfitException("a " + kind(value) + " cannot stand in an object");
        };
        if (json.isValueNode()) {
            budget.write(json.isTextual() ? json.textValue().length() + 2 : 8);
        }
        return Optional.of(json);
    }

    /** A value inside a longer text. */
    static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number.toString();
            case UnsignedLong number -> number.toString();
            case Boolean flag -> flag.toString();
            case Double number -> decimal(number).asText();
            case Instant instant -> instant.toString();
            case Duration duration -> text(duration);
            case Shown shown -> shown.text();
            case Optional<?> optional when optional.isPresent() -> text(optional.get());
            case Optional<?> nothing ->
                throw new UnfitException("nothing can be left out inside a text; make the whole text one expression");
            default ->
                throw new UnfitException(
                        "a %s cannot stand inside a text; write json.marshal(…)".formatted(kind(value)));
        };
    }

    private static JsonNode object(Map<?, ?> map, Budget budget) {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new UnfitException("the key %s of a map is no text".formatted(key));
            }
            budget.write(name.length() + 4);
            json(value, budget).ifPresent(json -> object.set(name, json));
        });
        return object;
    }

    private static JsonNode array(List<?> list, Budget budget) {
        ArrayNode array = NODES.arrayNode();
        list.forEach(value -> json(value, budget).ifPresent(array::add));
        return array;
    }

    /** As the parser would have read it, since nodes of different width are not equal. */
    private static JsonNode integer(long number) {
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }

    /** Whole numbers are written without a point: Kubernetes' integers want them so, and its fractions do not mind. */
    private static JsonNode decimal(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new UnfitException(number + " is no number of JSON");
        }
        return number == Math.rint(number) && Math.abs(number) < 1L << 53
                ? integer((long) number)
                : NODES.numberNode(number);
    }

    private static String text(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros();
        return seconds.toPlainString() + "s";
    }

    private static String kind(Object value) {
        return switch (value) {
            case Map<?, ?> map -> "map";
            case List<?> list -> "list";
            case NullValue nothing -> "null";
            default -> "value of this type";
        };
    }
}
