// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrdDriftTest {
    private static final String REMEDY =
            "deploy/crds is not what the Java types say; run \"make crds\" and commit the result";

    private final Path checkedIn = Path.of(System.getProperty("paddock.root"), "deploy", "crds");

    @Test
    void theCheckedInFilesAreWhatTheTypesSay() throws IOException {
        SortedMap<String, String> present = new TreeMap<>();
        try (Stream<Path> files = Files.walk(checkedIn)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                present.put(checkedIn.relativize(file).toString(), Files.readString(file));
            }
        }

        SortedMap<String, String> generated = new CrdFiles().generate();

        assertThat(present.keySet()).as(REMEDY).isEqualTo(generated.keySet());
        generated.forEach((file, text) ->
                assertThat(present.get(file)).as(REMEDY + ": " + file).isEqualTo(text));
    }

    @Test
    void theClassPathCarriesThem() throws IOException {
        try (InputStream resource = getClass().getResourceAsStream("/crds/palette/mlplatforms.palette.ai.yaml")) {
            assertThat(resource)
                    .isNotNull()
                    .satisfies(bytes -> assertThat(new String(bytes.readAllBytes(), StandardCharsets.UTF_8))
                            .contains("MLPlatform"));
        }
    }
}
