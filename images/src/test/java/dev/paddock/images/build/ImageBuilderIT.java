// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.embedded.Progress;
import dev.paddock.images.spec.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds a small image with the real tools: Debian's essential packages and one file. */
class ImageBuilderIT {
    private static final ImageSpec SPEC = new ImageSpec(
            "hello",
            "1",
            new ImageSpec.Base("bookworm", ImageSpec.Variant.ESSENTIAL),
            List.of(),
            Optional.empty(),
            List.of(new ImageSpec.FileEntry("hello.sh", "/app/hello.sh", Optional.of(0755), 0, 0)),
            new ImageSpec.RunConfig(
                    Map.of(), Optional.empty(), List.of("/app/hello.sh"), List.of(), List.of(), Map.of()),
            "10001:10001");

    @TempDir
    Path folder;

    @BeforeAll
    static void machineCanBuildImages() {
        assumeTrue("root".equals(System.getProperty("user.name")), "a file system of Debian packages is made by root");
        for (String tool : List.of("mmdebstrap", "umoci")) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin", tool)), "apt-get install " + tool);
        }
    }

    @Test
    void theSameSpecificationGivesTheSameDigestAndWhatDidNotChangeIsKept() throws IOException {
        Files.writeString(folder.resolve("hello.sh"), "#!/bin/sh\necho hello\n");
        BuiltImage first = build("one");
        Path index = first.layout().resolve("index.json");
        FileTime packed = Files.getLastModifiedTime(index);

        BuiltImage again = build("one");
        BuiltImage elsewhere = build("two");

        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(again.layers())
                .hasSize(2)
                .allSatisfy(layer -> assertThat(layer.cached()).isTrue());
        assertThat(Files.getLastModifiedTime(index)).as("packed once").isEqualTo(packed);
        assertThat(elsewhere.digest()).as("from nothing, in another place").isEqualTo(first.digest());
        assertThat(elsewhere.layers())
                .allSatisfy(layer -> assertThat(layer.cached()).isFalse());

        Files.writeString(folder.resolve("hello.sh"), "#!/bin/sh\necho hello again\n");
        BuiltImage changed = build("one");
        assertThat(changed.digest()).isNotEqualTo(first.digest());
        assertThat(changed.layers()).extracting(BuiltImage.LayerReport::cached).containsExactly(true, false);
    }

    private BuiltImage build(String cache) {
        ImageBuilder builder = new ImageBuilder(
                folder.resolve(cache), new HashMap<>(System.getenv()), Clock.systemUTC(), Progress.silent());
        return builder.build(new ImageBuilder.Request(SPEC, folder, false, Duration.ofMinutes(5)));
    }
}
