// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;

/** Durations in Go syntax, such as {@code 90s} or {@code 1h30m}. */
public final class GoDuration {
    /** What the schema accepts. */
    public static final String PATTERN = "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$";

    private static final java.util.regex.Pattern PART =
            java.util.regex.Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m|h)");

    private GoDuration() {}

    public static Duration parse(String text) {
        if (!text.matches(PATTERN)) {
            throw new IllegalArgumentException("not a duration: " + text + "; write for example 90s or 1h30m");
        }
        BigDecimal millis = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            millis = millis.add(new BigDecimal(part.group(1)).multiply(unitMillis(part.group(2))));
        }
        return Duration.ofMillis(millis.longValue());
    }

    private static BigDecimal unitMillis(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "h" -> 3_600_000L;
                    case "m" -> 60_000L;
                    case "s" -> 1_000L;
                    default -> 1L;
                });
    }
}
