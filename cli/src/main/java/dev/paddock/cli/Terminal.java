// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a command may know of the world it was started in. Commands take their streams, variables and clock from here
 * and never from {@link System}, so that a test can run any of them in its own process.
 *
 * @param directory what relative paths on the command line are relative to
 * @param interactive whether a person watches {@code out}: only then is anything coloured or redrawn
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        InputStream in,
        Map<String, String> environment,
        Path directory,
        boolean interactive,
        Clock clock) {

    /** The process's own streams, buffered: a listing of thousands of lines is one write, not thousands. */
    static Terminal system() {
        Console console = System.console();
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                new FileInputStream(FileDescriptor.in),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                console != null && console.isTerminal(),
                Clock.systemUTC());
    }

    /** Colours only for a person, and not for one who asked for none (https://no-color.org). */
    public boolean coloured() {
        return interactive
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
