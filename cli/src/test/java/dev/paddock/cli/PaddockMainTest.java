// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaddockMainTest {
    private final CapturedTerminal terminal = new CapturedTerminal();

    @Test
    void withoutArgumentsTheVerbsAreListed() {
        assertThat(terminal.run()).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("Usage: paddock COMMAND").contains("help ");
    }

    @Test
    void aWordThatIsNoVerbIsAUsageErrorWithARemedy() {
        assertThat(terminal.run("helq")).isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err())
                .startsWith("error: there is no command \"helq\"")
                .contains("try: paddock help");
    }

    @Test
    void everyExitCodeIsExplained() {
        assertThat(terminal.run("help", "exit-codes")).isEqualTo(ExitCode.OK.code());
        for (ExitCode exitCode : ExitCode.values()) {
            assertThat(terminal.out()).contains(exitCode.code() + "  " + exitCode.meaning());
        }
    }

    @Test
    void anUnknownOptionIsAUsageErrorThatNamesTheCommand() {
        assertThat(terminal.run("help", "--nonsense")).isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err()).contains("--nonsense").contains("try: paddock help --help");
    }
}
