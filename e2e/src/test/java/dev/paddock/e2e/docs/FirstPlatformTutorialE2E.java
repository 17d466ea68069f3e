// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.docs;

import dev.paddock.testkit.fleet.Paddock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what {@code docs/tutorials/first-platform.md} tells a newcomer to do, command by command. */
class FirstPlatformTutorialE2E {
    @TempDir
    Path folder;

    @Test
    void everyCommandDoesWhatThePageSays() throws IOException {
        Path root = Path.of(System.getProperty("paddock.root"));
        Paddock paddock = new Paddock(root, folder.resolve("home"));
        try {
            Reader.at(folder.resolve("desk"), paddock).follow(root.resolve("docs/tutorials/first-platform.md"));
        } finally {
            // The page ends with this too; when a command before it failed, nothing may be left behind.
            paddock.run("down", "--delete").expect(0);
        }
    }
}
