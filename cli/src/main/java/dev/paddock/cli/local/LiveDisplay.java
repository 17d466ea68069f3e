// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.output.Style;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One line per subject, redrawn in place several times a second while anything is under way. */
final class LiveDisplay implements ProgressDisplay {
    private static final long REDRAW_MILLIS = 120;
    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String CLEAR_LINE = "\u001b[2K";

    private final PrintStream out;
    private final Style style;
    private final Clock clock;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private int drawn;
    private int frame;

    LiveDisplay(PrintStream out, Style style, Clock clock) {
        this.out = out;
        this.style = style;
        this.clock = clock;
        out.print(HIDE_CURSOR + NO_WRAP);
        timer.scheduleAtFixedRate(this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }

    private record Line(State state, String detail, Instant began, Duration elapsed) {
        boolean over() {
            return switch (state) {
                case READY, STOPPED, REMOVED, FAILED -> true;
                case WAITING, BUILDING, STARTING, STOPPING -> false;
            };
        }
    }

    @Override
    public synchronized void report(Event event) {
        Instant now = clock.instant();
        Line known = lines.get(event.subject());
        Instant began = known == null ? now.minus(event.elapsed()) : known.began();
        lines.put(event.subject(), new Line(event.state(), event.detail(), began, Duration.between(began, now)));
    }

    private synchronized void draw() {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        frame++;
        lines.forEach((subject, line) ->
                text.append('\r').append(CLEAR_LINE).append(text(subject, line)).append('\n'));
        drawn = lines.size();
        out.print(text);
        out.flush();
    }

    private String text(String subject, Line line) {
        Duration elapsed = line.over() ? line.elapsed() : Duration.between(line.began(), clock.instant());
        String mark = switch (line.state()) {
            case READY -> style.good("✔");
            case STOPPED, REMOVED -> style.faint("✔");
            case FAILED -> style.bad("✘");
            case WAITING, BUILDING, STARTING, STOPPING -> style.busy(SPINNER[frame % SPINNER.length]);
        };
        return "%s %-24s %7s  %-9s %s"
                .formatted(
                        mark,
                        subject,
                        "%.1fs".formatted(elapsed.toMillis() / 1000.0),
                        line.state().name().toLowerCase(Locale.ROOT),
                        style.faint(line.detail()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        draw();
        out.print(SHOW_CURSOR + WRAP);
        out.flush();
    }
}
