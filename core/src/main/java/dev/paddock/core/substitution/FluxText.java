// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.substitution;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts as Flux's variable substitution wants them. Flux writes an object anew as YAML, in which quotes that are not needed are left out,
 * puts the values in, and reads the result: a text therefore brings its own quotes, and nothing in it that YAML could take for more than
 * a text.
 */
public final class FluxText {

    private static final Pattern DOLLARS = Pattern.compile("\\$+\\{?");
    private static final String PLAIN = "/._-=@,+";
    private static final int DELETE = 0x7f;
    private static final int LAST_CONTROL = 0x9f;

    private FluxText() {}

    /** A text of a folder with substitution that is to stay as it is: Flux makes one dollar of two. */
    static String literal(String text) {
        Matcher matcher = DOLLARS.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String found = matcher.group();
            int dollars = found.endsWith("{") ? found.length() - 1 : found.length();
            boolean means = dollars > 1 || found.endsWith("{");
            String kept = means ? "$".repeat(2 * dollars) + found.substring(dollars) : found;
            matcher.appendReplacement(result, Matcher.quoteReplacement(kept));
        }
        return matcher.appendTail(result).toString();
    }

    static String variable(String name) {
        return "${" + name + "}";
    }

    static String quoted(String content) {
        return variable(SubstitutionNames.QUOTE) + content + variable(SubstitutionNames.QUOTE);
    }

    /** A part of a quoted text, with every character escaped that could make YAML write it otherwise than plain. */
    static String part(String text) {
        StringBuilder result = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean plain =
                    c < DELETE && Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0 || Character.isSurrogate(c);
            result.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return result.toString();
    }

    /** A value as the agent gives it to Flux, for use between quotes. */
    public static String value(String text) {
        StringBuilder result = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean special = c < ' '
                    || c >= DELETE && c <= LAST_CONTROL
                    || c == '"'
                    || c == '\\'
                    || c == '\u2028'
                    || c == '\u2029'
                    || c == '\ufeff';
            result.append(special ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
        return result.toString();
    }
}
