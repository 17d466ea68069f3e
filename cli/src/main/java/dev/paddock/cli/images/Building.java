// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.images;

import dev.paddock.api.value.GoDuration;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.local.ProgressDisplay;
import dev.paddock.images.build.ImageBuilder;
import dev.paddock.images.build.ImageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** Runs a builder with its progress shown, and tells its failures as a person can use them. */
record Building(Terminal terminal) {
    <T> T run(Function<ImageBuilder, T> work) {
        try (ProgressDisplay display = ProgressDisplay.on(terminal)) {
            return work.apply(new ImageBuilder(cache(), terminal.environment(), terminal.clock(), display));
        } catch (ImageException failure) {
            ExitCode code = switch (failure.kind()) {
                case SPECIFICATION -> ExitCode.USAGE;
                case TIMED_OUT -> ExitCode.TIMED_OUT;
                case MACHINE, TOOL -> ExitCode.ERROR;
            };
            throw new CliException(code, String.valueOf(failure.getMessage()), failure.remedy(), failure);
        }
    }

    private Path cache() {
        String set = terminal.environment().getOrDefault("PADDOCK_CACHE", "");
        Path cache = set.isBlank()
                ? Path.of(terminal.environment().getOrDefault("HOME", "."), ".cache/paddock")
                : Path.of(set);
        return terminal.directory().resolve(cache).resolve("images").normalize();
    }

    static Duration duration(String text) {
        try {
            return GoDuration.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new CliException(ExitCode.USAGE, "--timeout: " + malformed.getMessage(), null, malformed);
        }
    }
}
