// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** One line per event, with the time since the command began: for logs and pipes. */
final class PlainDisplay implements ProgressDisplay {
    private final PrintStream out;
    private final Clock clock;
    private final Instant began;

    PlainDisplay(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.began = clock.instant();
    }

    @Override
    public synchronized void report(Event event) {
        double since = Duration.between(began, clock.instant()).toMillis() / 1000.0;
        String detail = event.detail().isEmpty() ? "" : ": " + event.detail();
        out.printf(
                Locale.ROOT,
                "[%6.1fs] %s %s%s%n",
                since,
                event.subject(),
                event.state().name().toLowerCase(Locale.ROOT),
                detail);
    }

    @Override
    public void close() {
        out.flush();
    }
}
