// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders below {@code src/test/resources/<name>}: each is a case, its {@code in-*.yaml} the input and one file the
 * expected output. {@code -Dgolden.update=true} writes the outputs instead of comparing them.
 */
public final class GoldenFolders {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Path root;

    public GoldenFolders(String name) {
        this.root = Path.of("src/test/resources").resolve(name);
    }

    /** The cases by name; never none, since a test without cases cannot fail. */
    public List<Path> cases() {
        try (Stream<Path> folders = Files.list(root)) {
            List<Path> cases = folders.filter(Files::isDirectory).sorted().toList();
            assertThat(cases).as("cases in " + root).isNotEmpty();
            return cases;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Every document of every input file of a case, in the order of the file names. */
    public static List<JsonNode> inputs(Path folder) {
        List<JsonNode> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("in-"))
                    .sorted()
                    .toList()) {
                try (MappingIterator<JsonNode> iterator =
                        YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
                    iterator.forEachRemaining(documents::add);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return documents;
    }

    public static <T> T as(JsonNode document, Class<T> type) {
        return SERIALIZATION.convertValue(document, type);
    }

    /** All documents of one kind. */
    public static <T> List<T> all(List<JsonNode> documents, Class<T> type) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(type.getSimpleName()))
                .map(document -> as(document, type))
                .toList();
    }

    public static void check(Path folder, String output, String actual) {
        Path file = folder.resolve(output);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(file, actual);
            }
            assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
