// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.cli.CapturedTerminal;
import dev.paddock.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {
    private final CapturedTerminal terminal = new CapturedTerminal();

    @TempDir
    private Path home = Path.of("");

    @BeforeEach
    void aFleetWithLogs() throws IOException {
        write("logs/hub.log", "one\ntwo\nthree\n");
        write("logs/agent-spoke-1.log", "agent\n");
        write("clusters/spoke-1/logs/etcd.log", "etcd\n");
        terminal.environment("PADDOCK_HOME", home.toString());
    }

    @Test
    void withoutArgumentsTheLogsAreListed() {
        assertThat(terminal.run("logs")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).isEqualTo("agent spoke-1\nhub\nspoke-1 etcd\n");
    }

    @Test
    void aLogIsPrintedWholeOrItsEnd() {
        terminal.run("logs", "hub");
        assertThat(terminal.out()).isEqualTo("one\ntwo\nthree\n");
        terminal.run("logs", "hub", "--tail", "2");
        assertThat(terminal.out()).isEqualTo("two\nthree\n");
        terminal.run("logs", "hub", "--tail", "0");
        assertThat(terminal.out()).isEmpty();
        terminal.run("logs", "hub", "--tail", "9");
        assertThat(terminal.out()).isEqualTo("one\ntwo\nthree\n");
        terminal.run("logs", "spoke-1", "etcd");
        assertThat(terminal.out()).isEqualTo("etcd\n");
    }

    @Test
    void theEndOfALargeLogIsFoundAcrossChunks() throws IOException {
        write("logs/hub.log", ("x".repeat(99) + "\n").repeat(2_000) + "last\n");
        terminal.run("logs", "hub", "--tail", "1500");
        assertThat(terminal.out().lines()).hasSize(1500).last().isEqualTo("last");
    }

    @Test
    void aLogThatDoesNotExistSuggestsANearOne() {
        assertThat(terminal.run("logs", "agent", "spoke-2")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(terminal.err()).contains("(did you mean \"agent spoke-1\"?)").contains("try: paddock logs");
    }

    @Test
    void whatIsAddedIsFollowed() throws Exception {
        Thread follower = Thread.ofVirtual().start(() -> terminal.run("logs", "-f", "hub", "--tail", "1"));
        await().atMost(Duration.ofSeconds(10)).until(() -> terminal.out().equals("three\n"));

        Files.writeString(home.resolve("logs/hub.log"), "four\n", StandardOpenOption.APPEND);

        await().atMost(Duration.ofSeconds(10)).until(() -> terminal.out().equals("three\nfour\n"));
        follower.interrupt();
        follower.join();
    }

    private void write(String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
