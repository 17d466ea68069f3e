// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.cluster;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.FileLocks;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.process.ProcFs;
import dev.paddock.embedded.process.ProcessRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A state directory that lives as long as its test JVM. Creating one also clears away those whose JVM is gone, with every
 * process that they still record: a killed test run must not leave control planes behind for ever.
 */
public final class TestHome implements AutoCloseable {
    private static final String PREFIX = "paddock-test-";
    private static final String LOCK = "test-run.lock";

    private final Path path;
    private final FileLocks.Held held;

    private TestHome(Path path, FileLocks.Held held) {
        this.path = path;
        this.held = held;
    }

    public static TestHome create(String purpose) {
        Path root = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            clearAbandoned(root);
            Path path = Files.createTempDirectory(root, PREFIX + purpose + "-");
            FileLocks.Held held = new FileLocks(new Home(path))
                    .tryAcquire(lockFile(path), "a test run")
                    .orElseThrow(() -> new IllegalStateException("a fresh directory cannot be locked: " + path));
            return new TestHome(path, held);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    // Beside the directory, not in it, so that whatever empties the directory leaves the lock alone.
    private static Path lockFile(Path path) {
        return path.resolveSibling(path.getFileName() + "." + LOCK);
    }

    private static void clearAbandoned(Path root) throws IOException {
        List<Path> abandoned;
        try (Stream<Path> entries = Files.list(root)) {
            abandoned = entries.filter(Files::isDirectory)
                    .filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .filter(entry -> Files.exists(lockFile(entry)))
                    .filter(entry -> !ofThisProcess(entry))
                    .toList();
        }
        for (Path path : abandoned) {
            Optional<FileLocks.Held> lock = new FileLocks(new Home(path)).tryAcquire(lockFile(path), "clearing away");
            lock.ifPresent(held -> remove(path, held));
        }
    }

    /** Another home of this JVM is not even probed: closing a second channel to its lock file would give up the lock. */
    private static boolean ofThisProcess(Path entry) {
        Path holder = entry.resolveSibling(lockFile(entry).getFileName() + ".holder");
        try {
            return Files.readString(holder)
                    .startsWith("pid " + ProcessHandle.current().pid() + " ");
        } catch (NoSuchFileException released) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path path, FileLocks.Held held) {
        Home home = new Home(path);
        ProcessRegistry processes = new ProcessRegistry(home, new FileLocks(home), ProcFs.ofThisMachine());
        try (held) {
            processes.list().forEach(status -> processes.stop(status.id(), Duration.ZERO));
            home.deleteTree(path);
            home.deleteFile(lockFile(path));
        } catch (EmbeddedException e) {
            throw new IllegalStateException("cannot clear away the abandoned " + path, e);
        }
    }

    @Override
    public void close() {
        remove(path, held);
    }
}
