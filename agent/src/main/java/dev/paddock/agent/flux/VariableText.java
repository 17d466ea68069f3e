// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables in a text as Flux replaces them: {@code ${name}}, {@code ${name:-otherwise}} and {@code ${name:=otherwise}}; of two dollars one
 * stays and means nothing; a variable without a value is empty. Other forms are refused, not left standing.
 */
final class VariableText {

    private static final Pattern TOKEN = Pattern.compile("\\$\\$|\\$\\{");
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?<name>[\\p{L}\\p{Nd}_]+)(?<otherwise>(?::-|:=|=)[^}]*)?}");

    private VariableText() {}

    static boolean concerns(String text) {
        return TOKEN.matcher(text).find();
    }

    static String replace(String text, Map<String, String> values) throws BuildException {
        StringBuilder result = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        int at = 0;
        while (token.find(at)) {
            result.append(text, at, token.start());
            if (token.group().equals("$$")) {
                result.append('$');
                at = token.end();
                continue;
            }
            Matcher reference = REFERENCE.matcher(text).region(token.start(), text.length());
            if (!reference.lookingAt()) {
                throw new BuildException("variable substitution failed: " + text.substring(token.start())
                        + ": not understood without Flux's kustomize-controller; write $${ for a literal ${");
            }
            result.append(value(reference, values));
            at = reference.end();
        }
        return result.append(text, at, text.length()).toString();
    }

    private static String value(Matcher reference, Map<String, String> values) {
        String value = values.getOrDefault(reference.group("name"), "");
        String otherwise = reference.group("otherwise");
        return value.isEmpty() && otherwise != null ? otherwise.replaceFirst("^:?[-=]", "") : value;
    }
}
