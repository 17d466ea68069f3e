// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.Terminal;
import dev.paddock.cli.output.Style;
import dev.paddock.embedded.Progress;

/** Shows how far something long is: redrawn in place for a person, one line per event for a log. */
public interface ProgressDisplay extends Progress, AutoCloseable {
    static ProgressDisplay on(Terminal terminal) {
        // Only a terminal that understands cursor movement is redrawn.
        return terminal.interactive()
                        && !terminal.environment().getOrDefault("TERM", "dumb").equals("dumb")
                ? new LiveDisplay(terminal.err(), new Style(terminal), terminal.clock())
                : new PlainDisplay(terminal.err(), terminal.clock());
    }

    /** Ends the display; what was shown stays. */
    @Override
    void close();
}
