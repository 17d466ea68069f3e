// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The list of verbs, the usage of one of them, or a topic. */
@Command(name = "help", description = "Show help for a command, or for a topic such as exit-codes.")
final class HelpCommand implements Callable<Integer> {
    private static final String EXIT_CODES = "exit-codes";

    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "COMMAND", description = "A command, or exit-codes.")
    private @Nullable String topic;

    HelpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (topic == null) {
            overview(terminal.out());
        } else if (topic.equals(EXIT_CODES)) {
            exitCodes(terminal.out());
        } else {
            CommandLine command = PaddockMain.commandLine(PaddockMain.verb(topic), terminal);
            command.usage(terminal.out());
        }
        return ExitCode.OK.code();
    }

    static void overview(PrintStream out) {
        out.println("paddock: an ML/AI platform control plane for Kubernetes fleets");
        out.println();
        out.println("Usage: paddock COMMAND [OPTIONS]");
        for (Verb.Group group : Verb.Group.values()) {
            boolean headed = false;
            for (Verb verb : Verb.values()) {
                if (verb.group == group) {
                    if (!headed) {
                        out.printf("%n%s:%n", group.heading);
                        headed = true;
                    }
                    out.printf("  %-12s %s%n", verb.word, verb.summary);
                }
            }
        }
        out.println();
        out.println("\"paddock help COMMAND\" says more; every command takes -v for the details of a failure.");
    }

    private static void exitCodes(PrintStream out) {
        for (ExitCode exitCode : ExitCode.values()) {
            out.printf("%4d  %s%n", exitCode.code(), exitCode.meaning());
        }
    }
}
