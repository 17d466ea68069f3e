// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/** {@code make crds}: writes every CRD under the directory given as the only argument and removes files of kinds that are gone. */
public final class CrdGeneratorMain {
    private CrdGeneratorMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: CrdGeneratorMain DIRECTORY (for example deploy/crds)");
        }
        Path directory = Path.of(args[0]);
        SortedMap<String, String> files = new CrdFiles().generate();
        removeStale(directory, files);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = directory.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
    }

    private static void removeStale(Path directory, SortedMap<String, String> files) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> present = Files.walk(directory)) {
            for (Path file : present.filter(Files::isRegularFile).toList()) {
                if (!files.containsKey(directory.relativize(file).toString())) {
                    Files.delete(file);
                }
            }
        }
    }
}
