// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import java.util.ArrayList;
import java.util.List;

/** A scalar of a template, cut into what is literal and what is an expression. */
record ScalarText(List<Part> parts) {

    ScalarText {
        parts = List.copyOf(parts);
    }

    /** A stretch of the text. */
    sealed interface Part {
        record Literal(String text) implements Part {}

        record Expression(String text) implements Part {}
    }

    /** The expression has no end. */
    static final class UnendedException extends Exception {
        private static final long serialVersionUID = 1L;

        UnendedException(String message) {
            super(message);
        }
    }

    /** Whether the value of its only expression is the scalar's value. */
    boolean isOneExpression() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Expression;
    }

    boolean isLiteral() {
        return parts.stream().allMatch(Part.Literal.class::isInstance);
    }

    /** Of a text without expressions. */
    String literal() {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(((Part.Literal) part).text()));
        return text.toString();
    }

    static ScalarText of(String text) throws UnendedException {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                literal.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                if (!literal.isEmpty()) {
                    parts.add(new Part.Literal(literal.toString()));
                    literal.setLength(0);
                }
                int end = end(text, at + 2);
                parts.add(new Part.Expression(text.substring(at + 2, end).strip()));
                at = end + 1;
            } else {
                literal.append(text.charAt(at++));
            }
        }
        if (!literal.isEmpty() || parts.isEmpty()) {
            parts.add(new Part.Literal(literal.toString()));
        }
        return new ScalarText(parts);
    }

    /** Where the brace is that closes the expression; braces of maps and of texts inside it are its own. */
    private static int end(String text, int start) throws UnendedException {
        int open = 0;
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                at = afterText(text, at);
                continue;
            }
            if (c == '}' && open == 0) {
                return at;
            }
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            at++;
        }
        throw new UnendedException("${ without its }; write $${ for the characters themselves");
    }

    private static int afterText(String text, int start) throws UnendedException {
        char quote = text.charAt(start);
        boolean raw = start > 0 && "rR".indexOf(text.charAt(start - 1)) >= 0;
        String three = String.valueOf(quote).repeat(3);
        String closing = text.startsWith(three, start) ? three : String.valueOf(quote);
        int at = start + closing.length();
        while (at < text.length()) {
            if (text.startsWith(closing, at)) {
                return at + closing.length();
            }
            at += text.charAt(at) == '\\' && !raw ? 2 : 1;
        }
        throw new UnendedException("a text in an expression has no closing " + closing);
    }
}
