// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import dev.paddock.embedded.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs that do the work, each with exactly the environment it is given, in namespaces of its own and until the
 * deadline of the whole build. When it or its starter ends, nothing of it is left: no process and no mount.
 */
final class ToolRunner {
    private static final int TAIL_LINES = 15;

    /**
     * Mounts and processes of a tool are its own: the kernel takes both back when the first process ends, however it ends. And
     * that one ends with the thread that started it, so that killing this program leaves nothing at work behind.
     */
    private static final List<String> NAMESPACES = List.of(
            "setpriv",
            "--pdeathsig=KILL",
            "--",
            "unshare",
            "--mount",
            "--propagation=private",
            "--pid",
            "--mount-proc",
            "--fork",
            "--kill-child=KILL",
            "--");

    private final Home cache;
    private final Deadline deadline;

    ToolRunner(Home cache, Deadline deadline) {
        this.cache = cache;
        this.deadline = deadline;
    }

    /** When the build must be over, on the clock that nobody sets. */
    record Deadline(long nanoTime) {
        long remainingNanos() {
            return nanoTime - System.nanoTime();
        }
    }

    /**
     * @param name what to call it in errors and in its log file
     * @param command whose arguments anybody on the machine may read, so that none is a secret
     */
    record Tool(String name, List<String> command, Map<String, String> environment, Path directory) {
        Tool {
            command = List.copyOf(command);
            environment = new TreeMap<>(environment);
        }
    }

    /** Runs it in namespaces of its own; what it prints goes into its log. */
    void isolated(Tool tool) {
        List<String> command = new ArrayList<>(NAMESPACES);
        command.addAll(tool.command());
        run(new Tool(tool.name(), command, tool.environment(), tool.directory()));
    }

    /** Returns everything it printed. */
    String run(Tool tool) {
        Path log = cache.directory(cache.root().resolve("logs")).resolve(tool.name() + ".log");
        int status = await(tool, start(tool, log));
        String output = cache.read(log).orElse("");
        if (status != 0) {
            throw new ImageException(
                    ImageException.Kind.TOOL,
                    "%s failed with status %d:%n%s".formatted(tool.name(), status, tail(output)),
                    "read all of " + log);
        }
        return output;
    }

    private static Process start(Tool tool, Path log) {
        ProcessBuilder builder = new ProcessBuilder(tool.command())
                .directory(tool.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(tool.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ImageException(
                    ImageException.Kind.MACHINE,
                    "cannot start %s: %s".formatted(tool.name(), e.getMessage()),
                    "install " + tool.command().getFirst(),
                    e);
        }
    }

    private int await(Tool tool, Process process) {
        // Ctrl-C ends this process; what it started must not go on behind its back.
        Thread onExit = Thread.ofPlatform().unstarted(() -> end(process));
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            if (!process.waitFor(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw new ImageException(
                        ImageException.Kind.TIMED_OUT,
                        tool.name() + " was not done when the time for the build was over",
                        "give it more with --timeout; layers that are done are kept");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException(ImageException.Kind.TOOL, "interrupted during " + tool.name(), null, e);
        } finally {
            end(process);
            forget(onExit);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void forget(Thread onExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException alreadyExiting) {
            // Then the hook does what it is there for.
            return;
        }
    }

    private static String tail(String output) {
        List<String> lines = output.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
}
