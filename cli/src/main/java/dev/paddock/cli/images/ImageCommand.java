// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.images;

import dev.paddock.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verbs on images. */
@Command(name = "image", description = "Build container images without a registry to start from.")
public final class ImageCommand {
    private ImageCommand() {}

    public static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new ImageCommand())
                .addSubcommand("build", new BuildCommand(terminal))
                .addSubcommand("lock", new LockCommand(terminal));
    }
}
