// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Describes the machine figures were made on, so that they can be compared with those of another. */
record Machine(String processor, int cores, long memoryMebibytes, String kernel) {
    static Machine here() throws IOException {
        return new Machine(
                first(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(first(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "")) >> 10,
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    private static String first(Path file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    @Override
    public String toString() {
        return "%s, %d cores, %d MiB, %s".formatted(processor, cores, memoryMebibytes, kernel);
    }
}
