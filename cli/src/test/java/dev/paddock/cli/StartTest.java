// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What start-up costs is mostly which classes it loads; that can be tested, unlike time. */
class StartTest {
    @ParameterizedTest
    @ValueSource(strings = {"version", "help", "help exit-codes"})
    void whatNeedsNoHubLoadsNoClientOfOne(String command) throws Exception {
        String loaded = classesLoadedBy(command.split(" "));

        assertThat(loaded).contains("dev.paddock.cli.PaddockMain");
        assertThat(loaded)
                .doesNotContain("io.fabric8.")
                .doesNotContain("com.fasterxml.jackson.databind")
                .doesNotContain("org.snakeyaml");
    }

    @Test
    void everyVerbHasACommandOfItsName() {
        CapturedTerminal terminal = new CapturedTerminal();
        for (Verb verb : Verb.values()) {
            assertThat(PaddockMain.commandLine(verb, terminal.terminal()).getCommandName())
                    .isEqualTo(verb.word);
        }
    }

    private static String classesLoadedBy(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                PaddockMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
