// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.core.artifact.ArtifactFiles;
import dev.paddock.core.artifact.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {

    @TempDir
    private Path directory;

    private final SteppingClock clock = new SteppingClock();

    @Test
    void gives_back_one_folder_as_it_was_put() throws IOException {
        ArtifactStore store = new ArtifactStore(directory.resolve("cache"), 1000, clock);
        Digest digest = digest("a");

        store.put(digest, ArtifactFiles.ofText(Map.of("p000/a.yaml", "a", "p010/b.yaml", "b")));

        assertThat(store.read(digest, "p000")).hasValue(new TreeMap<>(Map.of("p000/a.yaml", "a")));
        assertThat(store.read(digest, "gone"))
                .hasValueSatisfying(files -> assertThat(files).isEmpty());
        assertThat(store.read(digest, "../.."))
                .hasValueSatisfying(files -> assertThat(files).isEmpty());
        assertThat(store.read(digest("other"), "p000")).isEmpty();
    }

    @Test
    void gives_up_what_was_used_longest_ago_when_it_is_too_large() throws IOException {
        ArtifactStore store = new ArtifactStore(directory.resolve("cache"), 250, clock);
        store.put(digest("a"), hundredBytes());
        store.put(digest("b"), hundredBytes());
        assertThat(store.has(digest("a"))).isTrue();

        store.put(digest("c"), hundredBytes());

        assertThat(store.has(digest("a"))).isTrue();
        assertThat(store.has(digest("b"))).isFalse();
        assertThat(store.has(digest("c"))).isTrue();
    }

    @Test
    void keeps_the_newest_even_if_it_alone_is_too_large() throws IOException {
        ArtifactStore store = new ArtifactStore(directory.resolve("cache"), 10, clock);

        store.put(digest("a"), hundredBytes());

        assertThat(store.has(digest("a"))).isTrue();
    }

    @Test
    void leaves_nothing_half_done_behind() throws IOException {
        ArtifactStore store = new ArtifactStore(directory.resolve("cache"), 1000, clock);

        store.put(digest("a"), hundredBytes());
        store.put(digest("a"), hundredBytes());

        try (Stream<Path> entries = Files.list(directory.resolve("cache"))) {
            assertThat(entries.map(path -> path.getFileName().toString()))
                    .containsExactly(digest("a").hex());
        }
    }

    private static ArtifactFiles hundredBytes() {
        return ArtifactFiles.ofText(Map.of("p000/a.yaml", "x".repeat(100)));
    }

    private static Digest digest(String name) {
        return Digest.of(name.getBytes(StandardCharsets.UTF_8));
    }

    /** A minute later at every look. */
    private static final class SteppingClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            now = now.plusSeconds(60);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
