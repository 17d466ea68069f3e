// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads YAML in tests. Through JSON, so that numbers compare by value and not by how many bits they were read into. */
public final class Yaml {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    public static List<JsonNode> documents(Path file) throws IOException {
        return documents(Files.readString(file));
    }

    public static List<JsonNode> documents(String text) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(text)) {
            while (all.hasNext()) {
                JsonNode document = all.next();
                if (document != null && document.isObject() && !document.isEmpty()) {
                    documents.add(JSON.readTree(document.toString()));
                }
            }
        }
        return documents;
    }

    public static ObjectNode object(String text) throws IOException {
        return (ObjectNode) documents(text).getFirst();
    }
}
