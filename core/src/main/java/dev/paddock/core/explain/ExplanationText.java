// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import java.util.ArrayList;
import java.util.List;

/** An explanation as lines of text, headings aligned; the first line is the answer, the rest is why. */
public final class ExplanationText {
    private static final int WIDTH = 13;

    private ExplanationText() {}

    public static List<String> lines(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.add(explanation.subject() + " " + explanation.headline());
        if (!explanation.points().isEmpty()) {
            lines.add("");
        }
        String before = "";
        for (Explanation.Point point : explanation.points()) {
            String heading = point.heading().equals(before) ? "" : point.heading();
            before = point.heading();
            lines.add("  " + heading + " ".repeat(Math.max(1, WIDTH - heading.length())) + point.text());
        }
        if (!explanation.next().isEmpty()) {
            lines.add("");
            lines.add("Next:");
            explanation.next().forEach(remedy -> lines.add("  - " + remedy));
        }
        return lines;
    }
}
