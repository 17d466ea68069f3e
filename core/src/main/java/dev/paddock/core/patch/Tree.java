// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a template: decided, decided by default, or still open. Immutable. */
public sealed interface Tree {

    /**
     * A scalar.
     *
     * @param otherwise what else it may become, where it is a default
     */
    record Leaf(JsonNode value, Freedom otherwise) implements Tree {}

    /** An object; its fields keep their order. */
    record Struct(Map<String, Field> fields) implements Tree {
        public Struct {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        Optional<Tree> get(String name) {
            return Optional.ofNullable(fields.get(name)).map(Field::value);
        }
    }

    /**
     * A list.
     *
     * @param rest what further elements have to be; if empty there may be none
     */
    record Sequence(List<Tree> elements, Optional<Tree> rest) implements Tree {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /**
     * Nothing but what it may become.
     *
     * @param why what is missing, for people
     */
    record Unknown(Freedom freedom, String why) implements Tree {}

    /** A field with what its template says about patching it. */
    record Field(Tree value, Tags tags) {}

    /**
     * How a patch wants a field to be applied, as in the comments {@code +patchKey} and {@code +patchStrategy}; blank if it does not say.
     */
    record Tags(String patchKey, String strategy) {
        public static final Tags NONE = new Tags("", "");
    }

    /** A place where a value is missing. */
    record Gap(String path, String why) {}

    static Tree of(JsonNode json) {
        return switch (json) {
            case ObjectNode object -> {
                Map<String, Field> fields = new LinkedHashMap<>();
                object.properties()
                        .forEach(each -> fields.put(each.getKey(), new Field(of(each.getValue()), Tags.NONE)));
                yield new Struct(fields);
            }
            case ArrayNode array -> {
                List<Tree> elements = new ArrayList<>();
                array.forEach(element -> elements.add(of(element)));
                yield new Sequence(elements, Optional.empty());
            }
            default -> new Leaf(json, Freedom.NONE);
        };
    }

    /** As JSON; what is not known is left out. */
    default JsonNode json() {
        return switch (this) {
            case Leaf leaf -> leaf.value();
            case Unknown unknown -> NullNode.getInstance();
            case Struct struct -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                struct.fields().forEach((name, field) -> {
                    if (!(field.value() instanceof Unknown)) {
                        object.set(name, field.value().json());
                    }
                });
                yield object;
            }
            case Sequence sequence -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                sequence.elements().forEach(element -> array.add(element.json()));
                yield array;
            }
        };
    }

    /** Where values are missing. */
    default List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        collect("", gaps);
        return gaps;
    }

    private void collect(String path, List<Gap> gaps) {
        switch (this) {
            case Leaf leaf -> {}
            case Unknown unknown -> gaps.add(new Gap(path, unknown.why()));
            case Struct struct ->
                struct.fields()
                        .forEach((name, field) ->
                                field.value().collect(path.isEmpty() ? name : path + "." + name, gaps));
            case Sequence sequence -> {
                for (int i = 0; i < sequence.elements().size(); i++) {
                    sequence.elements().get(i).collect(path + "[" + i + "]", gaps);
                }
            }
        }
    }
}
