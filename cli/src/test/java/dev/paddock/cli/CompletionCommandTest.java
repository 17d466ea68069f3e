// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompletionCommandTest {
    private final CapturedTerminal terminal = new CapturedTerminal();

    @ParameterizedTest
    @EnumSource(CompletionCommand.Shell.class)
    void everyVerbCompletesInEveryShell(CompletionCommand.Shell shell) {
        assertThat(terminal.run("completion", shell.name())).isEqualTo(ExitCode.OK.code());
        for (Verb verb : Verb.values()) {
            assertThat(terminal.out()).contains(verb.word);
        }
        assertThat(terminal.out()).contains("release").contains("all-namespaces");
    }

    @Test
    void theBashScriptParses(@TempDir Path directory) throws Exception {
        terminal.run("completion", "bash");
        Path script = Files.writeString(directory.resolve("paddock.bash"), terminal.out());

        Process bash = new ProcessBuilder("bash", "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void aShellWithoutAScriptIsAUsageError() {
        assertThat(terminal.run("completion", "tcsh")).isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err()).contains("tcsh");
    }
}
