// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.definitions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.DefinitionReader;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.fault.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads the built-in definitions. What several of them share is written once, as a prelude, and joined to their templates here: the objects
 * that come out are whole, as any user's definition is.
 */
public final class BuiltInDefinitions {

    private static final String INDEX = "index";
    private static final String PRELUDES = "definition.paddock.dev/prelude";
    private static final String IMPORT = "import ";

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

    /** All of them. */
    public Definitions read() {
        List<Definition> definitions = new ArrayList<>();
        for (ObjectNode object : objects()) {
            switch (DefinitionReader.read(object)) {
                case DefinitionReader.Outcome.Read read -> definitions.add(read.definition());
                case DefinitionReader.Outcome.Refused refused ->
                    throw new IllegalStateException(
                            object.at("/metadata/name").asText() + ": " + FieldError.join(refused.errors()));
            }
        }
        return Definitions.of(definitions);
    }

    /** The objects, with complete templates, as they can be applied to a cluster. */
    public List<ObjectNode> objects() {
        List<ObjectNode> objects = new ArrayList<>();
        for (String name : text(INDEX).lines().toList()) {
            if (name.endsWith(".yaml")) {
                objects.add(object(name));
            }
        }
        return objects;
    }

    private ObjectNode object(String name) {
        ObjectNode object;
        try {
            object = (ObjectNode) yaml.readTree(text(name));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
        ObjectNode annotations = object.withObject("/metadata/annotations");
        String preludes = annotations.path(PRELUDES).asText();
        annotations.remove(PRELUDES);
        if (!object.at("/spec/schematic").has("cue")) {
            return object;
        }
        ObjectNode cue = object.withObject("/spec/schematic/cue");
        List<String> parts = new ArrayList<>();
        for (String prelude : preludes.split(",")) {
            if (!prelude.isBlank()) {
                parts.add(text("prelude/" + prelude + ".cue"));
            }
        }
        parts.add(cue.path("template").asText());
        cue.put("template", joined(parts));
        return object;
    }

    /** Imports come first in CUE, and each once. */
    private static String joined(List<String> parts) {
        SortedSet<String> imports = new TreeSet<>();
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            part.lines().forEach(line -> {
                if (line.startsWith(IMPORT)) {
                    imports.add(line);
                } else {
                    body.append(line).append('\n');
                }
            });
        }
        return String.join("\n", imports) + (imports.isEmpty() ? "" : "\n") + body;
    }

    private static String text(String name) {
        try (InputStream stream = BuiltInDefinitions.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
