// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.binaries;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.FileLocks;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles the binaries with the machine's Go. A binary appears in the target directory only when it is whole; two
 * builders of the same target wait for each other.
 */
final class GoBuild {
    private static final Duration OTHER_BUILDER_PATIENCE = Duration.ofMinutes(30);
    private static final long FREE_BYTES = 4L << 30;
    private static final Pattern VERSION = Pattern.compile("go(\\d+)\\.(\\d+)");

    /** From this release on, go fetches a newer toolchain by itself when a module asks for one. */
    private static final int SELF_UPDATING_MINOR = 21;

    private final Home cache;
    private final NativeSources sources;
    private final InstantSource clock;
    private final Progress progress;
    private final FileLocks locks;

    GoBuild(Home cache, NativeSources sources, InstantSource clock, Progress progress) {
        this.cache = cache;
        this.sources = sources;
        this.clock = clock;
        this.progress = progress;
        this.locks = new FileLocks(cache);
    }

    /** @param modules names of what is to be there; what is already is left alone */
    void into(Path target, List<String> modules) {
        Instant began = clock.instant();
        try (FileLocks.Held held = locks.acquire(
                cache.root().resolve("build.lock"),
                "compiling the Kubernetes binaries",
                OTHER_BUILDER_PATIENCE,
                holder -> report(Progress.State.WAITING, "another build is at work: " + holder, began))) {
            List<String> missing = modules.stream()
                    .filter(module -> !Files.isExecutable(binary(target, module)))
                    .toList();
            if (missing.isEmpty()) {
                return;
            }
            requireGo();
            cache.requireFreeSpace(FREE_BYTES);
            missing.forEach(module -> build(module, target, began));
            report(Progress.State.READY, "compiled into " + target, began);
        }
    }

    private void build(String module, Path target, Instant began) {
        report(
                Progress.State.BUILDING,
                "compiling paddock-%s%s; %s on 2 cores, once"
                        .formatted(
                                module,
                                NativeSources.MODULES.contains(module)
                                        ? " (Kubernetes " + sources.kubernetesVersion() + ")"
                                        : "",
                                duration(module)),
                began);
        Path source = cache.directory(
                cache.root().resolve("src").resolve(target.getFileName()).resolve(module));
        sources.unpack(cache, module, source);
        Path output = cache.directory(target).resolve(".paddock-" + module + ".new");
        Path log = cache.directory(cache.root().resolve("logs")).resolve("build-" + module + ".log");
        int status = run(
                List.of(
                        "go",
                        "build",
                        "-trimpath",
                        "-ldflags",
                        String.join(" ", sources.linkerFlags(module)),
                        "-o",
                        output.toString(),
                        "."),
                source,
                log);
        if (status != 0) {
            report(Progress.State.FAILED, "paddock-" + module, began);
            throw new EmbeddedException("Compiling paddock-%s failed (go build ended with %d). See %s.%n%s"
                    .formatted(
                            module,
                            status,
                            log,
                            cache.read(log).map(GoBuild::end).orElse("")));
        }
        try {
            Files.move(output, binary(target, module), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddedException("cannot put %s in place: %s".formatted(output, e.getMessage()), e);
        }
    }

    private void requireGo() {
        String remedy = "Install Go %s or newer (https://go.dev/dl, or Debian's golang-go from a recent release), "
                        .formatted(sources.goVersion())
                + "or set PADDOCK_BIN_DIR to a directory that holds paddock-kube and paddock-kwok.";
        Path log = cache.directory(cache.root().resolve("logs")).resolve("go-version.log");
        int status = run(List.of("go", "version"), cache.root(), log);
        String answer = cache.read(log).orElse("");
        Matcher matcher = VERSION.matcher(answer);
        if (status != 0 || !matcher.find()) {
            throw new EmbeddedException(
                    "The Kubernetes binaries must be compiled once, and there is no Go here. " + remedy);
        }
        if (Integer.parseInt(matcher.group(1)) == 1 && Integer.parseInt(matcher.group(2)) < SELF_UPDATING_MINOR) {
            throw new EmbeddedException("%s is too old to compile Kubernetes %s. %s"
                    .formatted(answer.strip(), sources.kubernetesVersion(), remedy));
        }
    }

    private static int run(List<String> command, Path directory, Path log) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            // A workspace or flags of the caller's own must not leak into what is pinned here.
            builder.environment().put("GOWORK", "off");
            builder.environment().put("GOFLAGS", "-mod=readonly");
            builder.environment().put("CGO_ENABLED", "0");
            Process process = builder.start();
            while (!process.waitFor(1, TimeUnit.HOURS)) {
                process.destroy();
            }
            return process.exitValue();
        } catch (IOException notThere) {
            return 127;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while compiling", e);
        }
    }

    private void report(Progress.State state, String detail, Instant began) {
        progress.report(new Progress.Event("binaries", state, detail, Duration.between(began, clock.instant())));
    }

    private static Path binary(Path target, String module) {
        return target.resolve("paddock-" + module);
    }

    private static String duration(String module) {
        return switch (module) {
            case "kube" -> "about 5 minutes";
            case "helm" -> "about 2 minutes";
            case "pause" -> "a second";
            default -> "about a minute";
        };
    }

    private static String end(String log) {
        return log.substring(Math.max(0, log.length() - 2000));
    }
}
