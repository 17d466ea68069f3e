// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.docs;

import dev.paddock.testkit.fleet.Paddock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        // The reader stands in the checkout; a copy of what the page mentions keeps the checkout clean.
        Path desk = Files.createDirectory(folder.resolve("desk"));
        Files.createSymbolicLink(desk.resolve("paddock"), root.resolve("paddock"));
        Files.createSymbolicLink(desk.resolve("deploy"), root.resolve("deploy"));
        try {
            for (MarkdownScript.Step step : MarkdownScript.read(root.resolve("docs/tutorials/first-platform.md"))
                    .steps()) {
                switch (step) {
                    case MarkdownScript.Step.Save save -> Files.writeString(desk.resolve(save.file()), save.content());
                    case MarkdownScript.Step.Run run ->
                        paddock.run(desk, Map.of(), List.of("bash", "-euo", "pipefail", "-c", run.script()))
                                .expect(run.expectedExit());
                }
            }
        } finally {
            // The page ends with this too; when a command before it failed, nothing may be left behind.
            paddock.run("down", "--delete").expect(0);
        }
    }
}
