// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testkit.fleet.CommandResult;
import dev.paddock.testkit.fleet.Paddock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Somebody who does what a page says, word by word. Stands in a folder that looks like the checkout as far as pages mention it, so that
 * files saved there keep the checkout clean.
 */
final class Reader {
    private final Paddock paddock;
    private final Path desk;

    private Reader(Paddock paddock, Path desk) {
        this.paddock = paddock;
        this.desk = desk;
    }

    /**
     * @param desk a folder that does not exist yet
     */
    static Reader at(Path desk, Paddock paddock) throws IOException {
        Files.createDirectory(desk);
        Files.createSymbolicLink(desk.resolve("paddock"), paddock.root().resolve("paddock"));
        Files.createSymbolicLink(desk.resolve("deploy"), paddock.root().resolve("deploy"));
        return new Reader(paddock, desk);
    }

    /** Fails at the first command that ends otherwise, or prints something else, than the page says. */
    void follow(Path page) throws IOException {
        for (MarkdownScript.Step step : MarkdownScript.read(page).steps()) {
            switch (step) {
                case MarkdownScript.Step.Save save -> {
                    Path file = desk.resolve(save.file());
                    Files.createDirectories(file.resolveSibling(""));
                    Files.writeString(file, save.content());
                }
                case MarkdownScript.Step.Run run -> {
                    CommandResult result = paddock.run(
                                    desk, Map.of(), List.of("bash", "-euo", "pipefail", "-c", run.script()))
                            .expect(run.expectedExit());
                    assertThat(run.output())
                            .as("%s:%d", page.getFileName(), run.line())
                            .allSatisfy(line -> assertThat(result.all()).contains(line));
                }
            }
        }
    }
}
