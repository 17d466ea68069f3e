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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against real processes: what is under test is what Linux does with them. */
class ProcessRegistryIT {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private Home home;
    private ProcessRegistry registry;

    @BeforeEach
    void open() {
        home = new Home(directory.resolve("home"));
        registry = reopen();
    }

    @AfterEach
    void leaveNothing() {
        registry.list().forEach(status -> registry.stop(status.id(), Duration.ZERO));
    }

    private ProcessRegistry reopen() {
        return new ProcessRegistry(home, new FileLocks(home), ProcFs.ofThisMachine());
    }

    private ProcessSpec spec(String id, String... command) {
        return new ProcessSpec(
                id, List.of(command), Map.of(), home.root(), home.logs().resolve(id + ".log"), "1");
    }

    @Test
    void aSecondLauncherFindsWhatTheFirstStartedAndStartsNothing() {
        assertThat(registry.ensureRunning(spec("one", "sleep", "600"), GRACE))
                .isEqualTo(ProcessRegistry.Outcome.STARTED);
        ProcessIdentity identity = registry.identity("one").orElseThrow();

        ProcessRegistry second = reopen();

        assertThat(second.ensureRunning(spec("one", "sleep", "600"), GRACE))
                .isEqualTo(ProcessRegistry.Outcome.ALREADY_RUNNING);
        assertThat(second.identity("one")).contains(identity);
    }

    @Test
    void aProcessHasASessionOfItsOwnSoThatNoTerminalSignalReachesIt() throws IOException {
        registry.ensureRunning(spec("apart", "sleep", "600"), GRACE);
        long pid = registry.identity("apart").orElseThrow().pid();
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        assertThat(fields[3]).as("session").isEqualTo(Long.toString(pid));
    }

    @Test
    void anotherCommandReplacesTheProcess() {
        registry.ensureRunning(spec("changed", "sleep", "600"), GRACE);
        ProcessIdentity before = registry.identity("changed").orElseThrow();
        registry.ensureRunning(spec("changed", "sleep", "601"), GRACE);
        assertThat(registry.identity("changed")).isPresent().isNotEqualTo(java.util.Optional.of(before));
        assertThat(ProcFs.ofThisMachine().alive(before)).isFalse();
    }

    @Test
    void aKilledProcessIsSeenAsDeadAndStartedAgain() {
        registry.ensureRunning(spec("killed", "sleep", "600"), GRACE);
        ProcessIdentity first = registry.identity("killed").orElseThrow();
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        assertThat(Wait.until(PATIENCE, () -> !registry.alive("killed"))).isTrue();
        assertThat(registry.observe("killed")).containsInstanceOf(ProcessStatus.Dead.class);

        assertThat(registry.ensureRunning(spec("killed", "sleep", "600"), GRACE))
                .isEqualTo(ProcessRegistry.Outcome.STARTED);
        assertThat(registry.alive("killed")).isTrue();
    }

    @Test
    void oneThatIgnoresSigtermIsKilledAndOneThatIsStoppedToo() {
        registry.ensureRunning(spec("stubborn", "sh", "-c", "trap '' TERM; while :; do sleep 1; done"), GRACE);
        ProcessIdentity identity = registry.identity("stubborn").orElseThrow();
        registry.stop("stubborn", Duration.ofMillis(300));
        assertThat(ProcFs.ofThisMachine().alive(identity)).isFalse();
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void aPidThatWasReusedByAStrangerIsLeftAlone() throws IOException {
        registry.ensureRunning(spec("reused", "sleep", "600"), GRACE);
        ProcessIdentity identity = registry.identity("reused").orElseThrow();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            ProcessHandle.of(identity.pid()).orElseThrow().destroyForcibly();
            assertThat(Wait.until(PATIENCE, () -> !registry.alive("reused"))).isTrue();
            // As if the stranger had been given the pid: the recorded start time is not the stranger's.
            Path file = home.processes().resolve(identityFile());
            home.write(file, "%d %d %s".formatted(stranger.pid(), identity.startTicks() - 1, identity.bootId()));
            registry.stop("reused", GRACE);
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    private String identityFile() {
        return home.children(home.processes()).stream()
                .filter(name -> name.endsWith(".pid"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLauncherThatDiedBeforeTheProcessRanLeavesNothingThatBlocksTheNext() {
        // The record is there, the process never was.
        new ProcessRecords(home)
                .write(new ProcessRecord("half", "lost-token", "other", List.of("sleep", "600"), "", List.of()));
        assertThat(registry.ensureRunning(spec("half", "sleep", "600"), GRACE))
                .isEqualTo(ProcessRegistry.Outcome.STARTED);
        assertThat(registry.alive("half")).isTrue();
    }

    @Test
    void aLauncherThatDiedWhileReplacingLeavesTheOldProcessFindable() {
        registry.ensureRunning(spec("swap", "sleep", "600"), GRACE);
        ProcessIdentity old = registry.identity("swap").orElseThrow();
        ProcessRecords records = new ProcessRecords(home);
        records.write(records.read("swap").orElseThrow().withdrawn());

        registry.ensureRunning(spec("swap", "sleep", "601"), GRACE);

        assertThat(ProcFs.ofThisMachine().alive(old)).isFalse();
        assertThat(registry.alive("swap")).isTrue();
    }

    @Test
    void aProcessThatEndsWhileStartingIsReportedWithItsLastWordsAndARemedy() {
        registry.ensureRunning(spec("broken", "sh", "-c", "echo 'bind: address already in use'; exit 3"), GRACE);
        assertThatThrownBy(() -> registry.awaitReady("broken", PATIENCE, () -> false))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("broken ended while starting")
                .hasMessageContaining("bind: address already in use")
                .hasMessageContaining("Another program took the port");
    }

    @Test
    void aProgramThatDoesNotExistIsReported() {
        registry.ensureRunning(spec("absent", "/nowhere/program"), GRACE);
        assertThatThrownBy(() -> registry.awaitReady("absent", PATIENCE, () -> false))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("/nowhere/program");
    }
}
