// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.api;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of the validation folders: {@code valid-*} must be accepted, {@code invalid-*} must be refused with every text
 * of its {@code # expect:} lines. With two documents the first is created and the second sent as its update.
 */
record ValidationCase(String name, boolean valid, List<String> expected, List<GenericKubernetesResource> documents) {
    private static final String EXPECT = "# expect: ";

    static List<ValidationCase> under(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> read(folder, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ValidationCase read(Path folder, Path file) {
        try {
            String text = Files.readString(file);
            return new ValidationCase(
                    folder.relativize(file).toString(),
                    file.getFileName().toString().startsWith("valid-"),
                    text.lines()
                            .filter(line -> line.startsWith(EXPECT))
                            .map(line -> line.substring(EXPECT.length()))
                            .toList(),
                    documents(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<GenericKubernetesResource> documents(String text) {
        return Arrays.stream(text.split("(?m)^---$", -1))
                .filter(document -> document.lines().anyMatch(line -> line.startsWith("kind:")))
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .toList();
    }

    boolean isUpdate() {
        return documents.size() == 2;
    }
}
