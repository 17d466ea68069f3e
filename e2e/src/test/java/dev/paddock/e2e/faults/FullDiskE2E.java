// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.testkit.fleet.CommandResult;
import dev.paddock.testkit.fleet.Paddock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state directory lies on a disk that is full. */
class FullDiskE2E {
    @TempDir
    Path folder;

    @Test
    void upSaysWhichDiskIsFullAndGoesOnOnceThereIsRoom() throws IOException {
        Paddock paddock = new Paddock(Path.of(System.getProperty("paddock.root")), folder.resolve("state"));
        Files.createDirectories(folder.resolve("state"));
        CommandResult mounted = sh(paddock, "mount -t tmpfs -o size=2m paddock-full-disk " + folder.resolve("state"));
        // Without the right to mount there is no small disk to fill; continuous integration has it.
        assumeTrue(mounted.exitCode() == 0, mounted.err());
        try {
            CommandResult full = paddock.run("up", "--spokes", "1");
            assertThat(full.exitCode()).isNotZero();
            assertThat(full.err())
                    .containsAnyOf("No space left on device", "disk is full")
                    .contains("state");

            sh(paddock, "mount -o remount,size=2g " + folder.resolve("state")).expect(0);
            paddock.run("up", "--spokes", "1").expect(0);
        } finally {
            CommandResult down = paddock.run("down", "--delete");
            // The kernel lets go of a dead process's files a moment after the process is gone.
            await("nothing holds the disk")
                    .until(() ->
                            sh(paddock, "umount " + folder.resolve("state")).exitCode() == 0);
            down.expect(0);
        }
    }

    private static CommandResult sh(Paddock paddock, String script) {
        return paddock.run(Path.of("/"), Map.of(), List.of("sh", "-c", script));
    }
}
