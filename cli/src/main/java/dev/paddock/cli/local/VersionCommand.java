// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what this is. Touches no cluster and loads no client, so that it answers at once. */
@Command(name = "version", description = "Show the version of paddock.")
public final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "json or yaml.")
    private @Nullable Format format;

    /** What {@code -o} takes. */
    enum Format {
        json,
        yaml
    }

    public VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String version = BuildVersion.text();
        String java = Runtime.version().toString();
        if (format == null) {
            terminal.out().println("paddock " + version);
        } else {
            switch (format) {
                case json -> terminal.out().printf("{\"version\": \"%s\", \"java\": \"%s\"}%n", version, java);
                case yaml -> terminal.out().printf("version: \"%s\"%njava: \"%s\"%n", version, java);
            }
        }
        return ExitCode.OK.code();
    }
}
