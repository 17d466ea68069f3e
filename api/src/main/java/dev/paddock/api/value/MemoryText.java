// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;

/** Amounts of memory as text: {@code Ki Mi Gi Ti} are binary, {@code K M G T} decimal, a trailing {@code B} is allowed. */
public final class MemoryText {
    /** What the schema accepts. */
    public static final String PATTERN = "^[0-9]+(\\.[0-9]+)? ?([KMGT]i?B?)$";

    private static final java.util.regex.Pattern PARTS =
            java.util.regex.Pattern.compile("^([0-9]+(?:\\.[0-9]+)?) ?([KMGT])(i?)B?$");

    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1L << 20);

    private MemoryText() {}

    /** The amount rounded down to whole MiB. */
    public static int mebibytes(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an amount of memory: " + text);
        }
        int power = "KMGT".indexOf(parts.group(2).charAt(0)) + 1;
        BigDecimal unit =
                BigDecimal.valueOf(parts.group(3).isEmpty() ? 1000 : 1024).pow(power);
        return new BigDecimal(parts.group(1))
                .multiply(unit)
                .divide(MEBIBYTE, 0, RoundingMode.DOWN)
                .intValueExact();
    }
}
