// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of semver.org. */
record VersionValue(long major, long minor, long patch, String pre, String text)
        implements Shown, Comparable<VersionValue> {

    private static final String NUMBER = "(0|[1-9]\\d{0,17})";
    private static final Pattern FORM = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER
            + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

    static Optional<VersionValue> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new VersionValue(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                matcher.group(4) == null ? "" : matcher.group(4),
                text));
    }

    /** What people write: with a {@code v}, without the last numbers. */
    static Optional<VersionValue> parseTolerantly(String text) {
        Matcher loose = Pattern.compile("v?(\\d{1,18})(\\.\\d{1,18})?(\\.\\d{1,18})?(.*)")
                .matcher(text);
        if (!loose.matches()) {
            return Optional.empty();
        }
        String minor = loose.group(2) == null ? ".0" : loose.group(2);
        String patch = loose.group(3) == null ? ".0" : loose.group(3);
        return parse(Long.parseLong(loose.group(1)) + trimmed(minor) + trimmed(patch) + loose.group(4));
    }

    private static String trimmed(String dotted) {
        return "." + Long.parseLong(dotted.substring(1));
    }

    @Override
    public int compareTo(VersionValue other) {
        int numbers = Long.compare(major, other.major);
        numbers = numbers == 0 ? Long.compare(minor, other.minor) : numbers;
        numbers = numbers == 0 ? Long.compare(patch, other.patch) : numbers;
        if (numbers != 0 || pre.equals(other.pre)) {
            return numbers;
        }
        if (pre.isEmpty() || other.pre.isEmpty()) {
            return pre.isEmpty() ? 1 : -1;
        }
        return comparePre(pre.split("\\."), other.pre.split("\\."));
    }

    private static int comparePre(String[] left, String[] right) {
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean leftNumber = left[i].matches("\\d{1,18}");
            boolean rightNumber = right[i].matches("\\d{1,18}");
            int order = leftNumber && rightNumber
                    ? Long.compare(Long.parseLong(left[i]), Long.parseLong(right[i]))
                    : leftNumber != rightNumber ? (leftNumber ? -1 : 1) : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }
}
