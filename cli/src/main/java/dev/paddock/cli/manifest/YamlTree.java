// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Builds one YAML document from parser events, remembering where every field was written. Works on events rather than
 * on a composed tree so that depth and the expansion of aliases are bounded while reading, not after.
 */
final class YamlTree {
    static final int MAX_DEPTH = 100;
    static final int MAX_NODES = 500_000;

    private static final String MERGE_KEY = "<<";
    private static final String STRING_TAG = "tag:yaml.org,2002:str";
    private static final String YAML_TAGS = "tag:yaml.org,2002:";

    private final String file;
    private final Iterator<Event> events;
    private final Map<String, Position> positions = new LinkedHashMap<>();
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int nodes;

    private record Anchored(JsonNode node, int size) {}

    YamlTree(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    Map<String, Position> positions() {
        return positions;
    }

    /** Faults that leave the rest of the document readable: keys written twice. */
    List<Finding> findings() {
        return findings;
    }

    JsonNode read(Event first) {
        return node(first, "", 0);
    }

    private JsonNode node(Event event, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed(event, "nested deeper than " + MAX_DEPTH + " levels");
        }
        int before = nodes;
        count(1, event);
        return switch (event) {
            case AliasEvent alias -> alias(alias);
            case ScalarEvent scalar -> anchored(scalar.getAnchor(), scalar(scalar), before);
            case SequenceStartEvent start -> anchored(start.getAnchor(), sequence(path, depth), before);
            case MappingStartEvent start -> anchored(start.getAnchor(), mapping(path, depth), before);
            default -> throw malformed(event, "unexpected " + event.getEventId());
        };
    }

    private JsonNode anchored(Optional<Anchor> anchor, JsonNode node, int before) {
        anchor.ifPresent(name -> anchors.put(name, new Anchored(node, nodes - before)));
        return node;
    }

    private JsonNode alias(AliasEvent alias) {
        Anchored target = anchors.get(alias.getAlias());
        if (target == null) {
            throw malformed(alias, "alias *" + alias.getAlias() + " refers to no anchor before it");
        }
        count(target.size(), alias);
        return target.node().deepCopy();
    }

    private JsonNode scalar(ScalarEvent scalar) {
        Optional<String> tag = scalar.getTag().filter(written -> !written.equals("!"));
        if (tag.isPresent() && !tag.get().startsWith(YAML_TAGS)) {
            throw malformed(scalar, "unsupported tag " + tag.get());
        }
        boolean text = tag.map(STRING_TAG::equals).orElse(!scalar.isPlain());
        return text ? TextNode.valueOf(scalar.getValue()) : PlainScalars.resolve(scalar.getValue());
    }

    private JsonNode sequence(String path, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            String item = FieldPath.item(path, array.size());
            positions.put(item, position(event));
            array.add(node(event, item, depth + 1));
        }
        return array;
    }

    private JsonNode mapping(String path, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<JsonNode> merged = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw malformed(event, "a key must be text");
            }
            count(1, key);
            if (key.isPlain() && key.getValue().equals(MERGE_KEY)) {
                merged.add(node(events.next(), path, depth + 1));
                continue;
            }
            String child = FieldPath.child(path, key.getValue());
            Position earlier = positions.put(child, position(key));
            if (earlier != null && object.has(key.getValue())) {
                findings.add(new Finding(
                        position(key),
                        null,
                        child + ": Duplicate value: \"" + key.getValue() + "\": already written in line "
                                + earlier.line()));
            }
            object.set(key.getValue(), node(events.next(), child, depth + 1));
        }
        merged.forEach(source -> merge(object, source));
        return object;
    }

    /** {@code <<: *defaults}: what the object does not say itself; of several sources the first wins. */
    private static void merge(ObjectNode object, JsonNode source) {
        if (source instanceof ObjectNode defaults) {
            defaults.properties().forEach(entry -> object.putIfAbsent(entry.getKey(), entry.getValue()));
        } else {
            source.forEach(item -> merge(object, item));
        }
    }

    private void count(int added, Event event) {
        nodes += added;
        if (nodes > MAX_NODES) {
            throw malformed(event, "more than " + MAX_NODES + " values once its aliases are expanded");
        }
    }

    Position position(Event event) {
        return position(file, event.getStartMark());
    }

    static Position position(String file, Optional<Mark> mark) {
        return mark.map(at -> new Position(file, at.getLine() + 1, at.getColumn() + 1))
                .orElse(new Position(file, 1, 1));
    }

    private MalformedManifestException malformed(Event event, String text) {
        return new MalformedManifestException(position(event), text);
    }
}
