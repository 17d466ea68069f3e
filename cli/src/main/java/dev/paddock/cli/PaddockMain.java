// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;

/** The {@code paddock} command: finds the verb, loads it alone, and turns what happens into an exit code. */
public final class PaddockMain {
    private PaddockMain() {}

    public static void main(String[] arguments) {
        // The client libraries log; what a person must know of it reaches them as an error of the command.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        int exitCode = run(Terminal.system(), arguments);
        // Explicit, because client libraries leave threads behind that would keep the process alive.
        System.exit(exitCode);
    }

    /** Runs one command in this process and returns its exit code. */
    public static int run(Terminal terminal, String... arguments) {
        Optional<String> word = firstWord(arguments);
        if (word.isEmpty()) {
            HelpCommand.overview(terminal.out());
            return ExitCode.OK.code();
        }
        Failures failures = new Failures(terminal);
        Verb verb;
        try {
            verb = verb(word.get());
        } catch (CliException unknown) {
            return failures.report(unknown, false);
        }
        RootCommand root = new RootCommand();
        CommandLine commandLine = new CommandLine(root).addSubcommand(verb.word, commandLine(verb, terminal));
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedSubcommandsAllowed(false)
                .setOut(new PrintWriter(terminal.out(), true))
                .setErr(new PrintWriter(terminal.err(), true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.coloured() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler((failure, ignored) -> failures.misused(failure))
                .setExecutionExceptionHandler((failure, ignored, parsed) -> failures.report(failure, root.verbose()))
                .execute(arguments);
    }

    static CommandLine commandLine(Verb verb, Terminal terminal) {
        Object command = Commands.create(verb, terminal);
        return command instanceof CommandLine nested ? nested : new CommandLine(command);
    }

    static Verb verb(String word) {
        for (Verb verb : Verb.values()) {
            if (verb.word.equals(word)) {
                return verb;
            }
        }
        throw new CliException(ExitCode.USAGE, "there is no command \"" + word + "\"", "paddock help");
    }

    private static Optional<String> firstWord(String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst();
    }
}
