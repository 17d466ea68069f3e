// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A checked-in folder that holds generated files and nothing else: files that are no longer generated are removed.
 */
record GeneratedFolder(Path directory) {
    /** @param files texts by path relative to the folder */
    void write(SortedMap<String, String> files) throws IOException {
        removeStale(files.keySet());
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = directory.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
    }

    private void removeStale(Set<String> generated) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> present = Files.walk(directory)) {
            for (Path file : present.filter(Files::isRegularFile).toList()) {
                if (!generated.contains(directory.relativize(file).toString())) {
                    Files.delete(file);
                }
            }
        }
    }
}
