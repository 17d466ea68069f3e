// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.imports;

import dev.paddock.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verbs on what comes from elsewhere. */
@Command(name = "import", description = "Take over what was written for another control plane, without a cluster.")
public final class ImportCommand {
    private ImportCommand() {}

    public static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new ImportCommand()).addSubcommand("kubevela", new KubeVelaCommand(terminal));
    }
}
