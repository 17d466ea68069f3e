// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The fields of one object: read by name and type, faults are collected, and what nobody asked for is one. */
final class Fields {
    private final ObjectNode node;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> asked = new TreeSet<>();

    Fields(ObjectNode node, String path, List<FieldError> errors) {
        this.node = node;
        this.path = path;
        this.errors = errors;
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void refuse(FieldError error) {
        errors.add(error);
    }

    /** The text, which must match; an empty one where it is missing or wrong, for then there is an error. */
    String required(String name, Pattern form, String rule) {
        Optional<String> text = text(name, form, rule);
        if (text.isEmpty() && (!node.has(name) || node.get(name).isNull())) {
            errors.add(FieldError.required(path(name), rule));
        }
        return text.orElse("");
    }

    Optional<String> text(String name, Pattern form, String rule) {
        JsonNode value = take(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : checked(path(name), value, form, rule);
    }

    List<String> texts(String name, Pattern form, String rule) {
        List<String> texts = new ArrayList<>();
        items(name).forEach((at, item) -> checked(at, item, form, rule).ifPresent(texts::add));
        return texts;
    }

    List<Integer> integers(String name, int least, int most, String rule) {
        List<Integer> numbers = new ArrayList<>();
        items(name).forEach((at, item) -> {
            if (item.canConvertToInt() && item.isIntegralNumber() && item.asInt() >= least && item.asInt() <= most) {
                numbers.add(item.asInt());
            } else {
                errors.add(FieldError.invalid(at, item.asText(), rule));
            }
        });
        return numbers;
    }

    Optional<Fields> object(String name) {
        JsonNode value = take(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode object) {
            return Optional.of(new Fields(object, path(name), errors));
        }
        errors.add(FieldError.invalid(path(name), value.asText(), "must be an object with named fields"));
        return Optional.empty();
    }

    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        items(name).forEach((at, item) -> {
            if (item instanceof ObjectNode object) {
                objects.add(new Fields(object, at, errors));
            } else {
                errors.add(FieldError.invalid(at, item.asText(), "must be an object with named fields"));
            }
        });
        return objects;
    }

    Map<String, String> textMap(String name, Pattern keys, String rule) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name)
                .ifPresent(map -> map.node.properties().forEach(entry -> {
                    String at = path(name) + "[" + entry.getKey() + "]";
                    if (!keys.matcher(entry.getKey()).matches()) {
                        errors.add(FieldError.invalid(at, entry.getKey(), rule));
                    }
                    checked(at, entry.getValue(), SpecReader.ONE_LINE, "must be one line of text")
                            .ifPresent(text -> texts.put(entry.getKey(), text));
                }));
        return texts;
    }

    /** To be called when everything known was asked for. */
    void refuseUnknown() {
        node.properties().forEach(entry -> {
            if (!asked.contains(entry.getKey())) {
                errors.add(FieldError.notFound(path(entry.getKey()), entry.getKey(), asked));
            }
        });
    }

    private JsonNode take(String name) {
        asked.add(name);
        return node.path(name);
    }

    private Map<String, JsonNode> items(String name) {
        JsonNode list = take(name);
        Map<String, JsonNode> items = new LinkedHashMap<>();
        if (list.isArray()) {
            for (int index = 0; index < list.size(); index++) {
                items.put(path(name) + "[" + index + "]", list.get(index));
            }
        } else if (!list.isMissingNode() && !list.isNull()) {
            errors.add(FieldError.invalid(path(name), list.asText(), "must be a list"));
        }
        return items;
    }

    private Optional<String> checked(String at, JsonNode value, Pattern form, String rule) {
        if (!value.isTextual()) {
            String remedy = value.isValueNode() ? ": write it in quotes, \"" + value.asText() + "\"" : "";
            errors.add(FieldError.invalid(at, value.isValueNode() ? value.asText() : "…", "must be text" + remedy));
            return Optional.empty();
        }
        if (!form.matcher(value.asText()).matches()) {
            errors.add(FieldError.invalid(at, value.asText(), rule));
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    static Fields none(String path, List<FieldError> errors) {
        return new Fields(JsonNodeFactory.instance.objectNode(), path, errors);
    }
}
