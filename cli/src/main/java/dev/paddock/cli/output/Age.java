// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** How long ago something was, as kubectl shortens it: {@code 42s}, {@code 5m}, {@code 3h}, {@code 12d}. */
public final class Age {
    private Age() {}

    /** Empty for no time, and the text itself for what is no time. */
    public static String of(String time, Instant now) {
        if (time.isEmpty()) {
            return "";
        }
        try {
            return of(Duration.between(Instant.parse(time), now));
        } catch (DateTimeParseException notATime) {
            return time;
        }
    }

    static String of(Duration span) {
        if (span.toSeconds() < 120) {
            return Math.max(0, span.toSeconds()) + "s";
        }
        if (span.toMinutes() < 120) {
            return span.toMinutes() + "m";
        }
        return span.toHours() < 48 ? span.toHours() + "h" : span.toDays() + "d";
    }
}
