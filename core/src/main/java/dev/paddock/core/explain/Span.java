// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people say them: one unit, rounded down. */
final class Span {
    private Span() {}

    static String words(Duration span) {
        Duration positive = span.isNegative() ? Duration.ZERO : span;
        if (positive.toDays() >= 2) {
            return positive.toDays() + " days";
        }
        if (positive.toHours() >= 2) {
            return positive.toHours() + " hours";
        }
        if (positive.toMinutes() >= 2) {
            return positive.toMinutes() + " minutes";
        }
        return positive.toSeconds() == 1 ? "1 second" : positive.toSeconds() + " seconds";
    }

    /** {@code  for 3 minutes} with a leading blank, or nothing when the time is not known. */
    static String since(@Nullable String time, Instant now) {
        return parse(time)
                .map(start -> " for " + words(Duration.between(start, now)))
                .orElse("");
    }

    static Optional<Instant> parse(@Nullable String time) {
        if (time == null || time.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeException unreadable) {
            // Written by somebody else's controller; a time that cannot be read is a time that is not known.
            return Optional.empty();
        }
    }
}
