// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import java.util.Arrays;
import java.util.Comparator;

/** Orders versions such as {@code v1.9.3} and {@code v1.36.0} by their numbers; anything after the numbers is ignored. */
final class KubernetesVersionOrder implements Comparator<String> {
    private static final int MOST_DIGITS = 18;

    @Override
    public int compare(String left, String right) {
        return Arrays.compare(numbers(left), numbers(right));
    }

    private static long[] numbers(String version) {
        String digits = version.replaceFirst("^[^0-9]*", "").replaceFirst("[^0-9.].*$", "");
        return Arrays.stream(digits.split("\\.", -1))
                .mapToLong(part ->
                        part.isEmpty() ? 0 : Long.parseLong(part.substring(0, Math.min(part.length(), MOST_DIGITS))))
                .toArray();
    }
}
