// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import java.util.List;

/**
 * The answer to "why is it not running?".
 *
 * @param subject what was asked about, as {@code MLPlatform project-a/clearml}
 * @param headline the rest of the sentence that begins with the subject
 * @param points what is known, the most telling first
 * @param next what to try, the most promising first; nothing where all is well or only time helps
 */
public record Explanation(String subject, String headline, List<Point> points, List<String> next) {
    public Explanation {
        points = List.copyOf(points);
        next = List.copyOf(next);
    }

    /** One fact under a heading such as {@code step} or {@code would fit}. */
    public record Point(String heading, String text) {}
}
