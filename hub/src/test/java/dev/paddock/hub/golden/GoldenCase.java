// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of {@code in-*.yaml} and {@code out-*.yaml}: objects in, objects out. With {@code -Dgolden.update=true} the outputs are
 * written instead of compared.
 */
public final class GoldenCase {

    private final Path folder;
    private final List<JsonNode> inputs;

    private GoldenCase(Path folder) {
        this.folder = folder;
        this.inputs = read(folder, "in-");
    }

    /** Every folder below {@code src/test/resources/golden/<suite>}, by name. */
    public static Stream<GoldenCase> all(String suite) {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/golden", suite))) {
            return folders.filter(Files::isDirectory).sorted().map(GoldenCase::new).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return folder.getFileName().toString();
    }

    /** Every input as it is written. */
    public List<JsonNode> documents() {
        return List.copyOf(inputs);
    }

    public <T extends HasMetadata> List<T> inputs(Class<T> type) {
        String kind = HasMetadata.getKind(type);
        return inputs.stream()
                .filter(node -> kind.equals(node.path("kind").asText()))
                .map(node -> Serialization.jsonMapper().convertValue(node, type))
                .toList();
    }

    public <T extends HasMetadata> Optional<T> input(Class<T> type) {
        return inputs(type).stream().findFirst();
    }

    /** Compares the objects with the files {@code out-<name>.yaml}; a file without an object fails as well. */
    public void check(Map<String, ?> outputs) {
        Map<String, String> actual = new TreeMap<>();
        outputs.forEach((name, object) -> actual.put("out-" + name + ".yaml", yaml(object)));
        if (Boolean.getBoolean("golden.update")) {
            write(actual);
        }
        Map<String, String> expected = new TreeMap<>();
        for (Path file : files(folder, "out-")) {
            expected.put(file.getFileName().toString(), text(file));
        }
        assertThat(actual.keySet()).as("outputs of %s", name()).isEqualTo(expected.keySet());
        actual.forEach(
                (file, text) -> assertThat(text).as("%s/%s", name(), file).isEqualTo(expected.get(file)));
    }

    private void write(Map<String, String> actual) {
        try {
            for (Path old : files(folder, "out-")) {
                Files.delete(old);
            }
            for (Map.Entry<String, String> output : actual.entrySet()) {
                Files.writeString(folder.resolve(output.getKey()), output.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String yaml(Object object) {
        JsonNode tree = Serialization.jsonMapper().valueToTree(object);
        return Serialization.asYaml(sorted(tree)).replaceFirst("^---\n", "");
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> fields = new TreeMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            ObjectNode copy = object.objectNode();
            fields.forEach(copy::set);
            return copy;
        }
        if (node.isArray()) {
            var copy = ((ArrayNode) node).arrayNode();
            node.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return node;
    }

    private static List<JsonNode> read(Path folder, String prefix) {
        List<JsonNode> documents = new ArrayList<>();
        for (Path file : files(folder, prefix)) {
            for (String document : text(file).split("(?m)^---$")) {
                if (!document.isBlank()) {
                    documents.add(Serialization.jsonMapper()
                            .valueToTree(Serialization.unmarshal("---\n" + document, Map.class)));
                }
            }
        }
        return documents;
    }

    private static List<Path> files(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
