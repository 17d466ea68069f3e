// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path directory;

    @Test
    void theEnvironmentNamesItElseItIsTheUsers() {
        assertThat(Home.from(Map.of("PADDOCK_HOME", "/somewhere/else"), directory)
                        .root())
                .isEqualTo(Path.of("/somewhere/else"));
        assertThat(Home.from(Map.of(), directory).root()).isEqualTo(directory.resolve(".paddock"));
    }

    @Test
    void whatIsWrittenIsForItsOwnerOnly() throws IOException {
        Home home = new Home(directory.resolve("state"));
        Path file = home.hub().resolve("secret");
        home.write(file, "text");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())))
                .isEqualTo("rwx------");
        assertThat(home.children(home.hub())).as("nothing temporary stays").containsExactly("secret");
    }

    @Test
    void aDirectoryWithOtherFilesIsRefusedAndNothingOfItIsTouched() throws IOException {
        Path documents = Files.createDirectory(directory.resolve("documents"));
        Files.writeString(documents.resolve("thesis.tex"), "years of work");
        Home home = new Home(documents);
        assertThatThrownBy(home::requireOwn)
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("thesis.tex")
                .hasMessageContaining("PADDOCK_HOME");
        home.removeAll();
        assertThat(documents.resolve("thesis.tex")).exists();
    }

    @Test
    void removingAllTakesTheDirectoryToo() {
        Home home = new Home(directory.resolve("state"));
        home.requireOwn();
        home.write(home.cluster("spoke-1").resolve("cluster.json"), "{}");
        home.removeAll();
        assertThat(home.root()).doesNotExist();
    }

    @Test
    void tooLittleSpaceIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> new Home(directory.resolve("state")).requireFreeSpace(Long.MAX_VALUE))
                .hasMessageContaining("The disk is full")
                .hasMessageContaining("PADDOCK_HOME");
    }

    @Test
    void aLockTellsWhoHoldsItAndIsFreeAfterwards() {
        Home home = new Home(directory.resolve("state"));
        FileLocks locks = new FileLocks(home);
        Path file = home.root().resolve("lock");
        try (FileLocks.Held held = locks.acquire(file, "paddock up", Duration.ofSeconds(5))) {
            assertThat(home.read(home.root().resolve("lock.holder")))
                    .hasValueSatisfying(text -> assertThat(text).contains("paddock up"));
            assertThat(locks.tryAcquire(file, "again")).isEmpty();
        }
        List<String> waited = new ArrayList<>();
        try (FileLocks.Held held = locks.acquire(file, "paddock down", Duration.ofSeconds(5), waited::add)) {
            assertThat(waited).isEmpty();
        }
    }
}
