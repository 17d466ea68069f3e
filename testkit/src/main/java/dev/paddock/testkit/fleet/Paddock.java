// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The {@code paddock} command as it was assembled, run as a process of its own against one state directory. */
public final class Paddock {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path root;
    private final Path home;

    /**
     * @param root of the checkout; {@code make build} has been run in it
     * @param home the state directory
     */
    public Paddock(Path root, Path home) {
        this.root = root;
        this.home = home;
    }

    public Path root() {
        return root;
    }

    /** Runs {@code paddock ARGUMENTS} and waits for its end. */
    public CommandResult run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("dist/target/paddock/bin/paddock").toString());
        command.addAll(List.of(arguments));
        return run(root, Map.of(), command);
    }

    /** Runs any command in a directory, with this fleet as the one that {@code paddock} finds. */
    public CommandResult run(Path directory, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("PADDOCK_HOME", home.toString());
        variables.put("NO_COLOR", "1");
        builder.environment().putAll(variables);
        builder.environment().remove("KUBECONFIG");
        String shown = String.join(" ", command);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(shown + " did not end within " + PATIENCE);
            }
            return new CommandResult(shown, process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + shown, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + shown, e);
        }
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
