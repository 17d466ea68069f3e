// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeDirectoriesTest {

    private static final String VOLUME = "pvc-0d6a5f1e-1111-4222-8333-444455556666";

    @TempDir
    Path directory;

    @Test
    void aVolumeIsOpenToPodsAndShutToTheMachine() throws IOException {
        Path root = directory.resolve("volumes");
        Path made = new VolumeDirectories(root).ensure(VOLUME);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwxrwxrwx");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
        Files.writeString(made.resolve("kept"), "x");
        assertThat(new VolumeDirectories(root).ensure(VOLUME).resolve("kept")).exists();
    }

    @Test
    void removalFollowsNoLink() throws IOException {
        Path outside = Files.writeString(directory.resolve("outside"), "precious");
        VolumeDirectories directories = new VolumeDirectories(directory.resolve("volumes"));
        Path made = directories.ensure(VOLUME);
        Files.createDirectory(made.resolve("sub"));
        Files.createSymbolicLink(made.resolve("sub/link"), directory);
        directories.remove(VOLUME);
        assertThat(made).doesNotExist();
        assertThat(outside).hasContent("precious");
        directories.remove(VOLUME);
    }

    @Test
    void noOtherNameIsTaken() {
        VolumeDirectories directories = new VolumeDirectories(directory);
        assertThatThrownBy(() -> directories.remove("../outside")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> directories.remove("")).isInstanceOf(IllegalArgumentException.class);
    }
}
