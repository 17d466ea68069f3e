// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import dev.paddock.fleet.join.StillGoingException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** How a failure is told: one line what, one line what to do; a stack trace only to those who asked. */
final class Failures {
    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    int report(Throwable failure, boolean verbose) {
        PrintStream err = terminal.err();
        ExitCode exitCode;
        Throwable shown = told(failure);
        if (shown instanceof CliException told) {
            say(told.getMessage(), told.remedy());
            exitCode = told.exitCode();
        } else {
            String message = shown.getMessage();
            say(message == null || message.isBlank() ? shown.getClass().getSimpleName() : message, null);
            exitCode = ExitCode.ERROR;
        }
        if (verbose) {
            failure.printStackTrace(err);
        }
        return exitCode.code();
    }

    private static Throwable told(Throwable failure) {
        return switch (failure) {
            case Tellable tellable -> tellable.told();
            case StillGoingException going ->
                new CliException(ExitCode.TIMED_OUT, String.valueOf(going.getMessage()), going.remedy(), going);
            default -> failure;
        };
    }

    /** A command line that cannot be understood: what picocli found, and where the usage is. */
    int misused(CommandLine.ParameterException failure) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName(" ");
        say(failure.getMessage(), command + " --help");
        return ExitCode.USAGE.code();
    }

    private void say(@Nullable String what, @Nullable String remedy) {
        PrintStream err = terminal.err();
        err.println((terminal.coloured() ? "\u001b[31merror:\u001b[0m " : "error: ") + what);
        if (remedy != null) {
            err.println("  try: " + remedy);
        }
    }
}
