// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import dev.paddock.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verbs on definitions. */
@Command(name = "def", description = "Check, test and document definitions of your own, without a cluster.")
public final class DefCommand {
    private DefCommand() {}

    public static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new DefCommand())
                .addSubcommand("vet", new VetCommand(terminal))
                .addSubcommand("test", new TestCommand(terminal))
                .addSubcommand("docs", new DocsCommand(terminal));
    }
}
