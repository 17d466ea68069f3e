// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.EmbeddedException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the machine's own short-lived tools and says what they said when they fail. */
final class HostCommand {
    private static final long PATIENCE_SECONDS = 60;

    private record Result(int status, String output) {}

    /** @return what it printed */
    String require(List<String> command) {
        return require(command, "");
    }

    String require(List<String> command, String input) {
        Result result = run(command, input);
        if (result.status() != 0) {
            throw new EmbeddedException("\"%s\" failed (%d): %s"
                    .formatted(
                            String.join(" ", command),
                            result.status(),
                            result.output().strip()));
        }
        return result.output();
    }

    boolean succeeds(List<String> command) {
        return run(command, "").status() == 0;
    }

    private static Result run(List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            CompletableFuture<String> output = CompletableFuture.supplyAsync(
                    () -> read(process), task -> Thread.ofPlatform().daemon().start(task));
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new EmbeddedException(
                        "\"%s\" did not end within %d s".formatted(String.join(" ", command), PATIENCE_SECONDS));
            }
            return new Result(process.exitValue(), output.join());
        } catch (IOException e) {
            throw new EmbeddedException("cannot run %s: %s".formatted(command.getFirst(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while running " + command.getFirst(), e);
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
