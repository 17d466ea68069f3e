// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in this process and keeps what they print. */
public final class CapturedTerminal {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private Path directory = Path.of("").toAbsolutePath();
    private byte[] in = new byte[0];
    private boolean interactive;
    private Clock clock = Clock.systemUTC();

    public CapturedTerminal environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public CapturedTerminal directory(Path where) {
        directory = where;
        return this;
    }

    public CapturedTerminal in(String text) {
        in = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public CapturedTerminal clock(Clock fixed) {
        clock = fixed;
        return this;
    }

    public CapturedTerminal interactive() {
        interactive = true;
        return this;
    }

    public int run(String... arguments) {
        out.reset();
        err.reset();
        return PaddockMain.run(terminal(), arguments);
    }

    public Terminal terminal() {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(in),
                Map.copyOf(environment),
                directory,
                interactive,
                clock);
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
