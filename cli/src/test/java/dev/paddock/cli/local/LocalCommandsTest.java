// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.cli.CapturedTerminal;
import dev.paddock.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the local commands refuse, and what they say where nothing is up. Nothing is started here. */
class LocalCommandsTest {
    @TempDir
    Path directory;

    private CapturedTerminal terminal;

    @BeforeEach
    void machine() {
        terminal = new CapturedTerminal()
                .environment("PADDOCK_HOME", directory.resolve("home").toString())
                .environment("HOME", directory.toString());
    }

    @Test
    void versionAnswersInEveryForm() {
        assertThat(terminal.run("version")).isZero();
        assertThat(terminal.out()).startsWith("paddock 0.").doesNotContain("$");
        terminal.run("version", "-o", "json");
        assertThat(terminal.out()).contains("\"version\": \"0.");
    }

    @Test
    void senselessNumbersOfSpokesAreRefused() {
        assertThat(terminal.run("up", "--spokes", "-1")).isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err()).contains("--spokes -1: must lie between 0 and 50");
    }

    @Test
    void aDirectoryWithOtherFilesIsRefused() throws IOException {
        Path documents = Files.createDirectory(directory.resolve("documents"));
        Files.writeString(documents.resolve("thesis.tex"), "years of work");
        terminal.environment("PADDOCK_HOME", documents.toString());
        assertThat(terminal.run("up")).isEqualTo(ExitCode.ERROR.code());
        assertThat(terminal.err()).contains("thesis.tex").contains("PADDOCK_HOME");
        assertThat(terminal.run("down", "--delete")).isNotZero();
        assertThat(documents.resolve("thesis.tex")).exists();
    }

    @Test
    void whereNothingIsStatusSaysHowToBegin() {
        assertThat(terminal.run("status")).isEqualTo(ExitCode.UNREACHABLE.code());
        assertThat(terminal.err()).contains("paddock up");
        assertThat(terminal.run("kubeconfig")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(terminal.run("kubectl", "get", "pods")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(terminal.run("down")).isZero();
    }
}
