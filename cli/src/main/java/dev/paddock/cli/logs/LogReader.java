// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.logs;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Prints the end of a log file and what is added to it; a file that is begun anew is read from its start. */
final class LogReader {
    private static final int CHUNK = 64 * 1024;
    private static final int NEWLINE = '\n';

    private final Path file;
    private final PrintStream out;
    private final byte[] buffer = new byte[CHUNK];

    LogReader(Path file, PrintStream out) {
        this.file = file;
        this.out = out;
    }

    /** @param tail how many lines from the end to begin with, all if negative */
    void print(int tail, boolean follow) {
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            // Registered before the first read, so that nothing written in between is missed.
            file.resolveSibling("")
                    .register(changes, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE);
            long position = copy(start(tail));
            while (follow && !out.checkError()) {
                WatchKey key = changes.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
                position = copy(position);
            }
        } catch (IOException failure) {
            throw new CliException(ExitCode.ERROR, "cannot read " + file + ": " + failure.getMessage(), null, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long copy(long from) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long position = from > log.length() ? 0 : from;
            log.seek(position);
            for (int read = log.read(buffer); read > 0; read = log.read(buffer)) {
                out.write(buffer, 0, read);
                position += read;
            }
            out.flush();
            return position;
        }
    }

    /** Where the last lines begin, found by reading backwards: logs may be large. */
    private long start(int lines) throws IOException {
        if (lines < 0) {
            return 0;
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long end = log.length();
            int wanted = lines;
            while (end > 0) {
                int length = (int) Math.min(CHUNK, end);
                log.seek(end - length);
                log.readFully(buffer, 0, length);
                for (int index = length - 1; index >= 0; index--) {
                    boolean endsFile = end - length + index == log.length() - 1;
                    if (buffer[index] == NEWLINE && !endsFile && --wanted == 0) {
                        return end - length + index + 1;
                    }
                }
                end -= length;
            }
            return lines == 0 ? log.length() : 0;
        }
    }
}
