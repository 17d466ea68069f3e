// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownScriptTest {
    @TempDir
    Path folder;

    @Test
    void commandsAndFilesAreReadInReadingOrderAndOtherBlocksAreProse() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), """
                # Title
                ```yaml file=a.yaml
                kind: A
                ```
                ```mermaid
                flowchart LR
                ```
                ```sh expect-exit=4
                ./paddock apply -f a.yaml
                ```
                """);

        assertThat(MarkdownScript.read(page).steps())
                .containsExactly(
                        new MarkdownScript.Step.Save(2, "a.yaml", "kind: A\n"),
                        new MarkdownScript.Step.Run(8, "./paddock apply -f a.yaml\n", 4, List.of()));
    }

    @Test
    void outputBelongsToTheCommandBeforeIt() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), """
                ```sh
                ./paddock catalog
                ```
                It prints:
                ```text output
                clearml
                7.14.5
                ```
                ```text
                prose
                ```
                """);

        assertThat(MarkdownScript.read(page).steps())
                .containsExactly(
                        new MarkdownScript.Step.Run(1, "./paddock catalog\n", 0, List.of("clearml", "7.14.5")));
    }

    @Test
    void outputOfNoCommandIsAnErrorWithItsLine() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "```text output\nclearml\n```\n");

        assertThatThrownBy(() -> MarkdownScript.read(page))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(":1: output without a command");
    }

    @Test
    void aFenceThatIsNeverClosedIsAnErrorWithItsLine() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "text\n```sh\nls\n");

        assertThatThrownBy(() -> MarkdownScript.read(page))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(":2: fence is never closed");
    }
}
