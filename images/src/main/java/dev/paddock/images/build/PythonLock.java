// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.core.artifact.Digest;
import dev.paddock.images.spec.ImageSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Everything a set of requirements comes to, each with its hash, in pip's own format: what was resolved once is installed
 * again, however PyPI moves on. Knows which requirements it was made for.
 */
record PythonLock(List<String> lines) {
    private static final String HEAD = "# Written by \"paddock image lock\"; do not edit.\n# requirements: ";

    PythonLock {
        lines = List.copyOf(lines);
    }

    /** Text of a lock file, from the report pip writes of what it would install. */
    static String write(ImageSpec.Python python, String report) {
        TreeSet<String> lines = new TreeSet<>();
        try {
            for (JsonNode item : new ObjectMapper().readTree(report).path("install")) {
                String hash =
                        item.at("/download_info/archive_info/hashes/sha256").asText("");
                if (hash.isEmpty()) {
                    hash = item.at("/download_info/archive_info/hash")
                            .asText("")
                            .replaceFirst("^sha256=", "");
                }
                lines.add("%s==%s --hash=sha256:%s"
                        .formatted(
                                item.at("/metadata/name").asText(),
                                item.at("/metadata/version").asText(),
                                hash));
            }
        } catch (IOException e) {
            throw new ImageException(ImageException.Kind.TOOL, "pip's report is not JSON", null, e);
        }
        return HEAD + fingerprint(python) + "\n" + String.join("\n", lines) + "\n";
    }

    static PythonLock read(String name, String text, ImageSpec.Python python) {
        if (!text.startsWith(HEAD + fingerprint(python) + "\n")) {
            throw new ImageException(
                    ImageException.Kind.SPECIFICATION,
                    "spec.python.lock: Invalid value: \"" + name
                            + "\": was made for other requirements than spec.python has",
                    "paddock image lock");
        }
        return new PythonLock(text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList());
    }

    private static String fingerprint(ImageSpec.Python python) {
        List<String> sorted = new ArrayList<>(new TreeSet<>(python.requirements()));
        return Digest.of(String.join("\n", sorted).getBytes(StandardCharsets.UTF_8))
                .hex();
    }
}
