// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options every verb takes. */
@Command(name = "paddock", synopsisSubcommandLabel = "COMMAND", usageHelpAutoWidth = true)
final class RootCommand {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show the details of a failure, stack trace included.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    boolean verbose() {
        return verbose;
    }
}
