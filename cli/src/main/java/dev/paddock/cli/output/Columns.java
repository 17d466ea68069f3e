// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, aligned. Widths only grow, so that the rows of a watch stay under the headings of its list. */
public final class Columns {
    private static final int GAP = 3;

    private final List<String> headings;
    private final int[] widths;
    private final Style style;

    public Columns(List<String> headings, Style style) {
        this.headings = List.copyOf(headings);
        this.style = style;
        this.widths = new int[headings.size()];
        widen(headings);
    }

    /** The lines of these rows, the headings before them if asked for. */
    public List<String> lines(List<List<String>> rows, boolean withHeadings) {
        rows.forEach(this::widen);
        List<String> lines = new ArrayList<>();
        if (withHeadings) {
            lines.add(style.bold(line(headings, false)));
        }
        rows.forEach(row -> lines.add(line(row, true)));
        return lines;
    }

    private void widen(List<String> row) {
        for (int column = 0; column < widths.length; column++) {
            widths[column] = Math.max(widths[column], row.get(column).length());
        }
    }

    private String line(List<String> row, boolean coloured) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(coloured ? style.cell(headings.get(column), cell) : cell);
            if (column < widths.length - 1) {
                line.repeat(" ", widths[column] - cell.length() + GAP);
            }
        }
        return line.toString().stripTrailing();
    }
}
