// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferenceDriftTest {
    private static final String REMEDY =
            "docs/reference is not what the Java types say; run \"make docs\" and commit the result";

    private final Path checkedIn = Path.of(System.getProperty("paddock.root"), "docs", "reference");

    @Test
    void theCheckedInPagesAreWhatTheTypesSay() throws IOException {
        SortedMap<String, String> present = new TreeMap<>();
        try (Stream<Path> files = Files.list(checkedIn.resolve("api"))) {
            for (Path file : files.toList()) {
                present.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        SortedMap<String, String> generated = new ReferenceFiles().kinds();

        assertThat(present.keySet()).as(REMEDY).isEqualTo(generated.keySet());
        generated.forEach((file, text) ->
                assertThat(present.get(file)).as(REMEDY + ": " + file).isEqualTo(text));
        assertThat(Files.readString(checkedIn.resolve("conditions.md")))
                .as(REMEDY + ": conditions.md")
                .isEqualTo(new ReferenceFiles().conditions());
    }
}
