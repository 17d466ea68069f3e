// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.FileLocks;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Starts processes that outlive their starter, finds them again and ends them; always by recorded identity, never by
 * name.
 *
 * <p>A start is crash-safe: the record with a fresh token is on disk before anything runs; the new process writes its own
 * identity under that token, then checks that the record still names the token, and only then becomes the program. So
 * whoever replaces a record either finds the identity or has stopped the program from ever starting.
 *
 * <p>It does not restart what dies by itself (a {@link Keeper} does) and knows nothing about readiness.
 */
public final class ProcessRegistry {
    private static final Duration LAUNCH_PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(2);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(20);
    private static final long LOG_ROTATE_BYTES = 16L << 20;

    /** Runs as {@code setsid sh -c LAUNCHER sh RECORD IDENTITY TOKEN COMMAND...}: a session of its own, no terminal. */
    private static final String LAUNCHER = """
            umask 077
            record=$1 identity=$2 token=$3
            shift 3
            started=$(cut -d ' ' -f 22 "/proc/$$/stat") || exit 75
            boot=$(cat /proc/sys/kernel/random/boot_id) || exit 75
            printf '%s %s %s\\n' "$$" "$started" "$boot" > "$identity.new" || exit 75
            mv "$identity.new" "$identity" || exit 75
            grep -q "$token" "$record" || exit 75
            exec "$@"
            """;

    private final Home home;
    private final FileLocks locks;
    private final ProcFs proc;
    private final ProcessRecords records;

    public ProcessRegistry(Home home, FileLocks locks, ProcFs proc) {
        this.home = home;
        this.locks = locks;
        this.proc = proc;
        this.records = new ProcessRecords(home);
    }

    /** What {@link #ensureRunning} found or did. */
    public enum Outcome {
        ALREADY_RUNNING,
        STARTED
    }

    /** Leaves exactly one process of this spec running. One with another spec is ended first. */
    public Outcome ensureRunning(ProcessSpec spec, Duration grace) {
        try (FileLocks.Held held = lock(spec.id())) {
            Optional<ProcessRecord> recorded = records.read(spec.id());
            if (recorded.isPresent()) {
                ProcessRecord known = recorded.get();
                if (known.fingerprint().equals(spec.fingerprint()) && aliveUnder(known, known.token())) {
                    return Outcome.ALREADY_RUNNING;
                }
                end(known, grace);
            }
            launch(spec);
            return Outcome.STARTED;
        }
    }

    /** Ends the process and forgets it; SIGKILL follows SIGTERM after {@code grace}, at once if that is zero. */
    public void stop(String id, Duration grace) {
        try (FileLocks.Held held = lock(id)) {
            records.read(id).ifPresent(known -> end(known, grace));
        }
    }

    public boolean alive(String id) {
        return identity(id).isPresent();
    }

    /** The identity of the running process. */
    public Optional<ProcessIdentity> identity(String id) {
        return records.read(id)
                .flatMap(known -> records.identity(id, known.token()))
                .filter(proc::alive);
    }

    public Optional<ProcessStatus> observe(String id) {
        return records.read(id).map(this::status);
    }

    public List<ProcessStatus> list() {
        return records.all().stream().map(this::status).toList();
    }

    /**
     * Waits until {@code ready} holds.
     *
     * @throws EmbeddedException if the process ends first or patience is over, with what its log says
     */
    public void awaitReady(String id, Duration patience, BooleanSupplier ready) {
        Wait wait = Wait.atMost(patience);
        while (!ready.getAsBoolean()) {
            requireAlive(id);
            if (!wait.pause()) {
                throw new StartFailure(id, "is not ready after %d s".formatted(patience.toSeconds()), log(id))
                        .toException();
            }
        }
    }

    /** @throws EmbeddedException if the process is gone, with what its log says */
    public void requireAlive(String id) {
        if (!alive(id)) {
            throw new StartFailure(id, "ended while starting", log(id)).toException();
        }
    }

    public Path log(String id) {
        return records.read(id)
                .map(ProcessRecord::log)
                .filter(log -> !log.isEmpty())
                .map(Path::of)
                .orElseGet(() -> home.logs().resolve(id + ".log"));
    }

    private FileLocks.Held lock(String id) {
        return locks.acquire(home.locks().resolve("process-" + id), "starting or stopping " + id, LOCK_PATIENCE);
    }

    private void launch(ProcessSpec spec) {
        String token = UUID.randomUUID().toString();
        home.directory(spec.directory());
        home.directoryOf(spec.log());
        rotate(spec.log());
        records.write(new ProcessRecord(
                spec.id(), token, spec.fingerprint(), spec.command(), spec.log().toString(), List.of()));
        Path identity = records.identityFile(spec.id(), token);
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                "sh",
                "-c",
                LAUNCHER,
                "sh",
                records.recordFile(spec.id()).toString(),
                identity.toString(),
                token));
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(spec.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        try {
            Process process = builder.start();
            if (!Wait.until(LAUNCH_PATIENCE, () -> Files.exists(identity) || !process.isAlive())
                    || !Files.exists(identity)) {
                throw new StartFailure(spec.id(), "could not be started", spec.log()).toException();
            }
        } catch (IOException e) {
            throw new EmbeddedException("cannot start %s: %s".formatted(spec.id(), e.getMessage()), e);
        }
    }

    private static void rotate(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > LOG_ROTATE_BYTES) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new EmbeddedException("cannot rotate %s: %s".formatted(log, e.getMessage()), e);
        }
    }

    private void end(ProcessRecord known, Duration grace) {
        ProcessRecord withdrawn = known.withdrawn();
        records.write(withdrawn);
        withdrawn.retired().stream()
                .flatMap(token -> records.identity(known.id(), token).stream())
                .forEach(identity -> end(known.id(), identity, grace));
        records.forget(withdrawn);
    }

    private void end(String id, ProcessIdentity identity, Duration grace) {
        // The handle is taken before the identity is checked: it refuses to signal a later process with the same pid.
        Optional<ProcessHandle> handle = ProcessHandle.of(identity.pid());
        if (handle.isEmpty() || !proc.alive(identity)) {
            return;
        }
        if (grace.isPositive()) {
            handle.get().destroy();
            if (Wait.until(grace, () -> !proc.alive(identity))) {
                return;
            }
        }
        handle.get().destroyForcibly();
        if (!Wait.until(KILL_PATIENCE, () -> !proc.alive(identity))) {
            throw new EmbeddedException("%s (pid %d) does not end, not even by SIGKILL; it hangs in the kernel."
                    .formatted(id, identity.pid()));
        }
    }

    private boolean aliveUnder(ProcessRecord known, String token) {
        return !token.isEmpty()
                && records.identity(known.id(), token).filter(proc::alive).isPresent();
    }

    private ProcessStatus status(ProcessRecord known) {
        Path log = Path.of(known.log());
        return Stream.of(known.token())
                .filter(token -> !token.isEmpty())
                .flatMap(token -> records.identity(known.id(), token).stream())
                .filter(proc::alive)
                .flatMap(identity -> proc.sample(identity.pid()).stream())
                .<ProcessStatus>map(sample -> new ProcessStatus.Running(
                        known.id(), sample.pid(), proc.uptime(sample), proc.privateBytesOfTree(sample.pid()), log))
                .findFirst()
                .orElseGet(() -> new ProcessStatus.Dead(known.id(), log));
    }
}
