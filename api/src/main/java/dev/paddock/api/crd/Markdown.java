// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

/** A Markdown page as it is written, from top to bottom. Knows only what the reference pages need. */
final class Markdown {
    private final StringBuilder text;

    Markdown(String start) {
        text = new StringBuilder(start);
    }

    Markdown heading(int level, String heading) {
        text.append('\n').append("#".repeat(level)).append(' ').append(heading).append('\n');
        return this;
    }

    /** Followed by an empty line, so that a table may come next. */
    Markdown paragraph(String paragraph) {
        text.append('\n').append(paragraph).append("\n\n");
        return this;
    }

    Markdown gap() {
        text.append('\n');
        return this;
    }

    Markdown row(String... cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ').append(cell.replace("|", "\\|").replace("\n", " ")).append(" |");
        }
        text.append('\n');
        return this;
    }

    /** The line between the headings of a table and its rows. */
    Markdown rule(int columns) {
        text.append('|').append("---|".repeat(columns)).append('\n');
        return this;
    }

    /** Fenced by as many backticks as the content needs. */
    static String code(String content) {
        String fence = content.contains("`") ? "``" : "`";
        return content.isEmpty() ? "" : fence + content + fence;
    }

    String text() {
        return text.toString();
    }
}
