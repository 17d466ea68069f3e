// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.output;

import dev.paddock.cli.Terminal;
import java.util.Locale;
import java.util.Set;

/** Colours, or none of them when nobody watches. */
public final class Style {
    private static final Set<String> GOOD = Set.of("running", "ready", "true", "active", "healthy", "bound");
    private static final Set<String> BAD =
            Set.of("failed", "rejected", "degraded", "error", "crashloopbackoff", "notready", "missing");
    private static final Set<String> STATE_COLUMNS =
            Set.of("PHASE", "READY", "STATUS", "AVAILABLE", "HEALTH", "JOINED");

    private final boolean coloured;

    public Style(Terminal terminal) {
        this.coloured = terminal.coloured();
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    public String busy(String text) {
        return paint("33", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    /** A cell of a table, coloured when its column tells a state; {@code text} may be padded. */
    public String cell(String column, String text) {
        if (!coloured || !STATE_COLUMNS.contains(column.toUpperCase(Locale.ROOT))) {
            return text;
        }
        String state = text.strip().toLowerCase(Locale.ROOT);
        if (state.isEmpty()) {
            return text;
        }
        return GOOD.contains(state) ? good(text) : BAD.contains(state) ? bad(text) : busy(text);
    }

    private String paint(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
