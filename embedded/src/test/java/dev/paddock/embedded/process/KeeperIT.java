// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.FileLocks;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against real processes: the promise is that of the kernel and of the shell. */
class KeeperIT {
    private static final String ID = "kept";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private ProcessRegistry registry;
    private Path log;

    @BeforeEach
    void open() {
        Home home = new Home(directory.resolve("home"));
        registry = new ProcessRegistry(home, new FileLocks(home), ProcFs.ofThisMachine());
        log = home.logs().resolve("kept.log");
    }

    @AfterEach
    void leaveNothing() {
        registry.stop(ID, Duration.ZERO);
    }

    @Test
    void whatIsKilledIsStartedAgainAndSaidInTheLog() throws IOException {
        keep(Duration.ZERO, "sleep", "600");
        ProcessHandle first = program();

        first.destroyForcibly();

        assertThat(Wait.until(
                        PATIENCE,
                        () -> running().filter(now -> !now.equals(first)).isPresent()))
                .isTrue();
        assertThat(registry.alive(ID)).isTrue();
        assertThat(Files.readString(log)).contains("paddock: it ended with status 137 after 0 s");
    }

    @Test
    void aStopEndsTheProgramInItsOwnWay() {
        Path farewell = directory.resolve("farewell");
        keep(
                Duration.ZERO,
                "sh",
                "-c",
                "trap 'echo bye > \"$0\"; exit' TERM; while :; do sleep 0.1; done",
                farewell.toString());
        ProcessHandle program = program();
        registry.stop(ID, PATIENCE);
        assertThat(program.isAlive()).isFalse();
        assertThat(farewell).hasContent("bye");
    }

    @Test
    void aKilledKeeperTakesItsProgramWithIt() {
        keep(Duration.ZERO, "sleep", "600");
        ProcessHandle program = program();
        ProcessHandle.of(registry.identity(ID).orElseThrow().pid())
                .orElseThrow()
                .destroyForcibly();
        assertThat(Wait.until(PATIENCE, () -> !program.isAlive())).isTrue();
        assertThat(registry.alive(ID)).isFalse();
    }

    @Test
    void aProgramThatCannotStartIsAFailureAtOnce() {
        keep(Duration.ofSeconds(60), "sh", "-c", "echo no such flag; exit 3");
        assertThatThrownBy(() -> registry.awaitReady(ID, PATIENCE, () -> false))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("ended while starting")
                .hasMessageContaining("no such flag");
    }

    private void keep(Duration settled, String... program) {
        registry.ensureRunning(
                new ProcessSpec(
                        ID, Keeper.keeping(List.of(program), settled, Duration.ZERO), Map.of(), directory, log, "1"),
                Duration.ZERO);
    }

    private ProcessHandle program() {
        assertThat(Wait.until(PATIENCE, () -> running().isPresent())).isTrue();
        return running().orElseThrow();
    }

    /** The child, once it has become the program and is no longer the shell on the way to it. */
    private Optional<ProcessHandle> running() {
        return registry.identity(ID).stream()
                .flatMap(keeper -> ProcessHandle.of(keeper.pid()).stream())
                .flatMap(ProcessHandle::children)
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info()
                        .arguments()
                        .filter(arguments -> !arguments[0].equals("--pdeathsig")
                                && !String.join(" ", arguments).contains("kill -0"))
                        .isPresent())
                .findFirst();
    }
}
