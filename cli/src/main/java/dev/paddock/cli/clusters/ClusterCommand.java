// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.clusters;

import dev.paddock.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verbs on spokes. */
@Command(name = "cluster", description = "Join clusters as spokes of the hub, list them, and let them go.")
public final class ClusterCommand {
    private ClusterCommand() {}

    public static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new ClusterCommand())
                .addSubcommand("join", new JoinCommand(terminal))
                .addSubcommand("list", new ListCommand(terminal))
                .addSubcommand("remove", new RemoveCommand(terminal))
                .addSubcommand("release", new ReleaseCommand(terminal));
    }
}
