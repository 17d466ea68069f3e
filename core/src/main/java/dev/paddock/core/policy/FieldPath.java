// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A field of an object as policies name it: {@code spec.template.spec.containers[0].resources}, {@code metadata.annotations[a.b/c]}. */
public final class FieldPath {

    private static final Pattern PART = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(['\"]?)([^\\[\\]]+?)\\2]");

    /** Where a path goes next. */
    public sealed interface Step {

        /** The field of that name. */
        record Field(String name) implements Step {}

        /** The item of that number, or the one that goes by the same name where two lists are compared. */
        record Item(int index) implements Step {}
    }

    private final String text;
    private final List<Step> steps;

    private FieldPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException with words that say what a path looks like */
    public static FieldPath parse(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher part = PART.matcher(text);
        int end = 0;
        while (end < text.length() && part.find() && part.start() == end) {
            boolean first = steps.isEmpty() && text.startsWith(".");
            if (first
                    || (part.group(1) != null
                            && !steps.isEmpty()
                            && !part.group().startsWith("."))) {
                break;
            }
            steps.add(step(part));
            end = part.end();
        }
        if (end < text.length() || steps.isEmpty() || !(steps.getFirst() instanceof Step.Field)) {
            throw new IllegalArgumentException(
                    "must name one field, such as spec.template.spec.containers[0].image or metadata.annotations[a.b/c]");
        }
        return new FieldPath(text, steps);
    }

    private static Step step(Matcher part) {
        if (part.group(1) != null) {
            return new Step.Field(part.group(1));
        }
        String inside = part.group(3);
        boolean number = part.group(2).isEmpty() && inside.chars().allMatch(Character::isDigit) && inside.length() < 6;
        return number ? new Step.Item(Integer.parseInt(inside)) : new Step.Field(inside);
    }

    public List<Step> steps() {
        return steps;
    }

    /** Whether the first steps are these fields. */
    public boolean isWithin(String... fields) {
        for (int i = 0; i < fields.length; i++) {
            if (i >= steps.size() || !steps.get(i).equals(new Step.Field(fields[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Missing where there is no such field. */
    public JsonNode in(JsonNode object) {
        return in(object, object);
    }

    /** The field in {@code live}, where items of lists are those that {@code wanted} has under the same name. */
    public JsonNode in(JsonNode live, JsonNode wanted) {
        JsonNode at = live;
        JsonNode beside = wanted;
        for (Step step : steps) {
            switch (step) {
                case Step.Field field -> {
                    at = at.path(field.name());
                    beside = beside.path(field.name());
                }
                case Step.Item item -> {
                    beside = beside.path(item.index());
                    at = sameItem(at, beside, item.index());
                }
            }
        }
        return at;
    }

    private static JsonNode sameItem(JsonNode list, JsonNode like, int index) {
        if (!like.path("name").isTextual()) {
            return list.path(index);
        }
        for (JsonNode item : list) {
            if (item.path("name").equals(like.path("name"))) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    /** Sets the field; nothing happens where an item of a list on the way is not there. */
    public void set(ObjectNode object, JsonNode value) {
        JsonNode at = object;
        for (int i = 0; i < steps.size() - 1; i++) {
            at = next(at, steps.get(i), steps.get(i + 1));
        }
        switch (steps.getLast()) {
            case Step.Field field -> {
                if (at instanceof ObjectNode parent) {
                    parent.set(field.name(), value.deepCopy());
                }
            }
            case Step.Item item -> {
                if (at instanceof ArrayNode list && item.index() < list.size()) {
                    list.set(item.index(), value.deepCopy());
                }
            }
        }
    }

    private static JsonNode next(JsonNode at, Step step, Step then) {
        return switch (step) {
            case Step.Field field -> {
                boolean make = at instanceof ObjectNode && !at.has(field.name()) && then instanceof Step.Field;
                yield make ? ((ObjectNode) at).putObject(field.name()) : at.path(field.name());
            }
            case Step.Item item -> at.path(item.index());
        };
    }

    public void remove(ObjectNode object) {
        JsonNode at = object;
        for (Step step : steps.subList(0, steps.size() - 1)) {
            at = switch (step) {
                case Step.Field field -> at.path(field.name());
                case Step.Item item -> at.path(item.index());
            };
        }
        if (at instanceof ObjectNode parent && steps.getLast() instanceof Step.Field field) {
            parent.remove(field.name());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldPath path && path.steps.equals(steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
