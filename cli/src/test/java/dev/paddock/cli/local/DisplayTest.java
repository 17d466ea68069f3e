// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.cli.CapturedTerminal;
import dev.paddock.embedded.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void aLogGetsOneLinePerEventAndNoEscapes() {
        CapturedTerminal captured = new CapturedTerminal().clock(CLOCK);
        show(captured);
        assertThat(captured.err().lines())
                .containsExactly("[   0.0s] spoke-1 starting: waiting for the API server", "[   0.0s] spoke-1 ready");
    }

    @Test
    void aPersonSeesOneLinePerSubjectAndTheCursorBackAtTheEnd() {
        CapturedTerminal captured =
                new CapturedTerminal().clock(CLOCK).interactive().environment("TERM", "xterm");
        show(captured);
        assertThat(captured.err()).contains("✔").contains("spoke-1").endsWith("\u001b[?25h\u001b[?7h");
    }

    @Test
    void aTerminalThatCannotMoveItsCursorIsTreatedAsALog() {
        CapturedTerminal captured =
                new CapturedTerminal().clock(CLOCK).interactive().environment("TERM", "dumb");
        show(captured);
        assertThat(captured.err()).doesNotContain("\u001b[");
    }

    private static void show(CapturedTerminal captured) {
        try (ProgressDisplay display = ProgressDisplay.on(captured.terminal())) {
            display.report(event(Progress.State.STARTING, "waiting for the API server"));
            display.report(event(Progress.State.READY, ""));
        }
    }

    private static Progress.Event event(Progress.State state, String detail) {
        return new Progress.Event("spoke-1", state, detail, Duration.ofSeconds(2));
    }
}
