// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.fault.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Typed reading of parameters: what is wrong is collected with its path, what nobody asked for is reported as unknown. Values are not
 * converted: a number is no text.
 */
final class Parameters {

    /** Where findings of a whole component go. */
    static final class Findings {
        final List<FieldError> errors = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();
    }

    private final String type;
    private final String path;
    private final ObjectNode node;
    private final Findings findings;
    private final Set<String> read = new TreeSet<>();

    /** @param type how messages name the component type */
    Parameters(String type, String path, ObjectNode node, Findings findings) {
        this.type = type;
        this.path = path;
        this.node = node;
        this.findings = findings;
    }

    String path(String name) {
        return path + "." + name;
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<String> text(String name) {
        return typed(name, "a string", JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** The text, or a blank one with an error on record. */
    String requiredText(String name) {
        return required(name, text(name), "");
    }

    Optional<Integer> integer(String name) {
        return typed(name, "an integer", JsonNode::canConvertToInt)
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::intValue);
    }

    int requiredInteger(String name) {
        return required(name, integer(name), 0);
    }

    boolean flag(String name) {
        return typed(name, "a boolean", JsonNode::isBoolean)
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    /** One of {@code values}; the first when absent. */
    String choice(String name, List<String> values) {
        String chosen = text(name).orElse(values.getFirst());
        if (!values.contains(chosen)) {
            findings.errors.add(FieldError.unsupported(path(name), chosen, values));
        }
        return chosen;
    }

    Optional<List<String>> texts(String name) {
        return typed(name, "a list of strings", value -> value.isArray() && all(value, JsonNode::isTextual))
                .map(array -> {
                    List<String> texts = new ArrayList<>();
                    array.forEach(element -> texts.add(element.textValue()));
                    return texts;
                });
    }

    /** A map of texts, as it was written. */
    Optional<ObjectNode> textMap(String name) {
        return typed(name, "a map of strings", value -> value.isObject() && all(value, JsonNode::isTextual))
                .map(ObjectNode.class::cast);
    }

    Optional<Parameters> object(String name) {
        return typed(name, "an object", JsonNode::isObject).map(value -> child(path(name), (ObjectNode) value));
    }

    List<Parameters> objects(String name) {
        List<Parameters> children = new ArrayList<>();
        typed(name, "a list of objects", value -> value.isArray() && all(value, JsonNode::isObject))
                .ifPresent(array -> {
                    for (int i = 0; i < array.size(); i++) {
                        children.add(child(path(name) + "[" + i + "]", (ObjectNode) array.get(i)));
                    }
                });
        return children;
    }

    void refuse(FieldError error) {
        findings.errors.add(error);
    }

    /** Warns about every name that was not asked for; call it last. */
    void warnUnknown() {
        node.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) {
                findings.warnings.add(path(name) + ": unknown property of " + type + Suggestion.text(name, read));
            }
        });
    }

    private Parameters child(String childPath, ObjectNode value) {
        return new Parameters(type, childPath, value, findings);
    }

    private Optional<JsonNode> value(String name) {
        read.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private Optional<JsonNode> typed(String name, String what, Predicate<JsonNode> fits) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !fits.test(value.get())) {
            JsonNode given = value.get();
            String shown = given.isTextual() ? given.textValue() : given.toString();
            String remedy = given.isValueNode() && what.equals("a string") ? ", write \"" + shown + "\"" : "";
            findings.errors.add(FieldError.invalid(path(name), given, "must be " + what + remedy));
            return Optional.empty();
        }
        return value;
    }

    private <T> T required(String name, Optional<T> value, T otherwise) {
        if (value.isEmpty() && !node.hasNonNull(name)) {
            findings.errors.add(FieldError.required(path(name), "needed by component type " + type));
        }
        return value.orElse(otherwise);
    }

    private static boolean all(JsonNode container, Predicate<JsonNode> fits) {
        for (JsonNode element : container) {
            if (!fits.test(element)) {
                return false;
            }
        }
        return true;
    }
}
