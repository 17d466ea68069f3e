// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.images;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.images.build.ImageBuilder;
import dev.paddock.images.spec.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pins everything that the requirements of an image depend on. */
@Command(
        name = "lock",
        description = {
            "Write the lock file of an image: every PyPI package its requirements come to, by version and hash.",
            "With it the image stays the same however PyPI moves on. Commit the file beside image.yaml."
        })
final class LockCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "DIR", description = "A folder with an image.yaml that names a lock.")
    private Path folder = Path.of("");

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "30m",
            description = "How long it may take (${DEFAULT-VALUE}).")
    private String timeout = "30m";

    LockCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ImageSource source = ImageSource.read(folder, terminal);
        ImageSpec.Python python = source.spec()
                .python()
                .filter(wanted -> wanted.lock().isPresent())
                .orElseThrow(() -> new CliException(
                        ExitCode.USAGE,
                        "there is nothing to lock: spec.python.lock names no file",
                        "lock: requirements.lock"));
        ImageBuilder.Request request =
                new ImageBuilder.Request(source.spec(), source.folder(), false, Building.duration(timeout));
        String text = new Building(terminal).run(builder -> builder.lock(request, python));
        Path file = source.folder().resolve(python.lock().orElseThrow());
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new CliException(ExitCode.ERROR, "cannot write " + file + ": " + failure.getMessage(), null, failure);
        }
        terminal.out()
                .println("locked  %d packages in %s"
                        .formatted(
                                text.lines()
                                        .filter(line -> !line.startsWith("#"))
                                        .count(),
                                file));
        return ExitCode.OK.code();
    }
}
