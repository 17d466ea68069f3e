// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import java.time.Duration;

/**
 * What one evaluation may take.
 *
 * @param time of the whole template
 * @param steps how many nodes of expressions are evaluated, and values visited, in all
 * @param objects how many objects the template makes, and how many times {@code forEach} repeats
 * @param length characters of any text on the way
 * @param elements of any list or map on the way
 * @param answerMiB the size of all results together, as JSON
 * @param kept how many compiled schematics are kept
 */
public record CelLimits(Duration time, long steps, int objects, int length, int elements, int answerMiB, int kept) {

    /** As the API promises: five seconds and a thousand objects. */
    public static CelLimits standard() {
        return new CelLimits(Duration.ofSeconds(5), 20_000_000, 1_000, 1 << 20, 10_000, 16, 500);
    }
}
