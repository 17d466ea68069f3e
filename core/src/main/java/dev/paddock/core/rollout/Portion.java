// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.rollout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of clusters, or a percentage of them rounded up: {@code 3} or {@code 25%}. */
public record Portion(int amount, boolean percent) {
    public static final Portion NONE = new Portion(0, false);
    public static final Portion EVERYTHING = new Portion(100, true);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})(%?)");

    /** @throws IllegalArgumentException with the rule, when the text is neither */
    public static Portion parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a number or a percentage, such as 2 or 25%");
        }
        int amount = Integer.parseInt(matcher.group(1));
        boolean percent = !matcher.group(2).isEmpty();
        if (percent && amount > 100) {
            throw new IllegalArgumentException("must be at most 100%");
        }
        return new Portion(amount, percent);
    }

    /** How many of {@code total} that is; never more than there are. */
    public int of(int total) {
        long exact = percent ? Math.ceilDiv((long) amount * total, 100L) : amount;
        return (int) Math.min(exact, total);
    }

    @Override
    public String toString() {
        return amount + (percent ? "%" : "");
    }
}
