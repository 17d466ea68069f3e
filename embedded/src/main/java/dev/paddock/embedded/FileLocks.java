// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Locks on files that the kernel drops when their holder dies, however it dies. They exclude other processes, and other
 * threads that use the same instance; a process must not use two instances on one directory, because POSIX gives up all
 * of a process's locks on a file when any descriptor of that file is closed. For the same reason the holder's name is
 * kept in a file beside the lock.
 */
public final class FileLocks {
    private final Home home;
    private final Map<Path, ReentrantLock> threads = new ConcurrentHashMap<>();

    public FileLocks(Home home) {
        this.home = home;
    }

    /** Gives the lock back when closed; by the thread that took it. */
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits until the lock is free.
     *
     * @param purpose what it is taken for, shown to whoever waits
     * @param onWait called once, with the holder's description, when another process holds it
     * @throws EmbeddedException if it is still taken after {@code patience}
     */
    public Held acquire(Path file, String purpose, Duration patience, Consumer<String> onWait) {
        Wait wait = Wait.atMost(patience);
        ReentrantLock thread = threads.computeIfAbsent(file, path -> new ReentrantLock());
        lockThread(thread, file, patience);
        if (thread.getHoldCount() > 1) {
            return thread::unlock;
        }
        boolean locked = false;
        try {
            FileChannel channel = lockProcess(file, patience, wait, onWait);
            locked = true;
            return hold(thread, channel, file, purpose);
        } finally {
            if (!locked) {
                thread.unlock();
            }
        }
    }

    public Held acquire(Path file, String purpose, Duration patience) {
        return acquire(file, purpose, patience, holder -> {});
    }

    /** The same without waiting: empty if somebody else holds it. */
    public Optional<Held> tryAcquire(Path file, String purpose) {
        ReentrantLock thread = threads.computeIfAbsent(file, path -> new ReentrantLock());
        if (thread.isHeldByCurrentThread() || !thread.tryLock()) {
            return Optional.empty();
        }
        home.directoryOf(file);
        FileChannel channel = tryLock(file);
        if (channel == null) {
            thread.unlock();
            return Optional.empty();
        }
        return Optional.of(hold(thread, channel, file, purpose));
    }

    private Held hold(ReentrantLock thread, FileChannel channel, Path file, String purpose) {
        Path holder = holderFile(file);
        home.write(holder, "pid %d (%s)".formatted(ProcessHandle.current().pid(), purpose));
        return () -> release(thread, channel, holder);
    }

    private static void lockThread(ReentrantLock thread, Path file, Duration patience) {
        try {
            if (!thread.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EmbeddedException("%s is held by another thread of this process, still after %d s"
                        .formatted(file, patience.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while waiting for " + file, e);
        }
    }

    private FileChannel lockProcess(Path file, Duration patience, Wait wait, Consumer<String> onWait) {
        home.directoryOf(file);
        boolean told = false;
        while (true) {
            FileChannel channel = tryLock(file);
            if (channel != null) {
                return channel;
            }
            String holder = home.read(holderFile(file)).orElse("another process");
            if (!told) {
                told = true;
                onWait.accept(holder);
            }
            if (!wait.pause()) {
                throw new EmbeddedException("%s is held by %s, still after %d s. Wait for it to end and try again."
                        .formatted(file, holder, patience.toSeconds()));
            }
        }
    }

    private static @Nullable FileChannel tryLock(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return channel;
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw new EmbeddedException("cannot lock %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Path holderFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".holder");
    }

    private void release(ReentrantLock thread, FileChannel channel, Path holder) {
        try (channel) {
            home.deleteFile(holder);
        } catch (IOException e) {
            throw new EmbeddedException("cannot release " + holder + ": " + e.getMessage(), e);
        } finally {
            thread.unlock();
        }
    }
}
