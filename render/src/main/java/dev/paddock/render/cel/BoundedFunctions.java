// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Functions of CEL's libraries whose result can be far larger than what they are given: here they look at its size before they
 * make it. The rest of the libraries is CEL's own.
 */
final class BoundedFunctions {

    private static final CelType STRING = SimpleType.STRING;
    private static final CelType STRINGS = ListType.create(SimpleType.STRING);
    private static final CelType ANYTHING = ListType.create(SimpleType.DYN);

    private final CelLimits limits;

    BoundedFunctions(CelLimits limits) {
        this.limits = limits;
    }

    /** How a function is declared. */
    interface Declaration {
        void of(String name, CelType result, List<CelType> arguments, Function<Object[], Object> body);
    }

    void addTo(Declaration global, Declaration member) {
        CelType integer = SimpleType.INT;
        member.of("replace", STRING, List.of(STRING, STRING, STRING), given -> replaced(given, Long.MAX_VALUE));
        member.of(
                "replace", STRING, List.of(STRING, STRING, STRING, integer), given -> replaced(given, (Long) given[3]));
        member.of("join", STRING, List.of(STRINGS), given -> joined((List<?>) given[0], ""));
        member.of("join", STRING, List.of(STRINGS, STRING), given -> joined((List<?>) given[0], (String) given[1]));
        member.of("flatten", ANYTHING, List.of(ANYTHING), given -> flat((List<?>) given[0], 1));
        member.of("flatten", ANYTHING, List.of(ANYTHING, integer), given -> flat((List<?>) given[0], (Long) given[1]));
        global.of("lists.range", ListType.create(integer), List.of(integer), given -> range((Long) given[0]));
        List<CelType> two = List.of(STRING, STRING);
        global.of("regex.extract", OptionalType.create(STRING), two, BoundedFunctions::extracted);
        global.of("regex.extractAll", STRINGS, two, this::allExtracted);
        global.of("regex.replace", STRING, List.of(STRING, STRING, STRING), this::rewritten);
    }

    private Object replaced(Object[] given, long times) {
        String text = (String) given[0];
        String from = (String) given[1];
        if (from.isEmpty()) {
            throw new IllegalArgumentException("what is to be replaced is empty");
        }
        StringBuilder result = new StringBuilder();
        int at = 0;
        int found = text.indexOf(from);
        for (long left = times < 0 ? Long.MAX_VALUE : times; left > 0 && found >= 0; left--) {
            result.append(text, at, found).append((String) given[2]);
            at = found + from.length();
            found = text.indexOf(from, at);
            Budget.requireLength(result.length(), limits);
        }
        return result.append(text.substring(at)).toString();
    }

    private Object joined(List<?> texts, String separator) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            if (!(texts.get(i) instanceof String text)) {
                throw new IllegalArgumentException("join takes a list of texts");
            }
            result.append(i == 0 ? "" : separator).append(text);
            Budget.requireLength(result.length(), limits);
        }
        return result.toString();
    }

    private Object flat(List<?> list, long depth) {
        List<Object> result = new ArrayList<>();
        flatten(list, depth, result);
        return result;
    }

    private void flatten(List<?> list, long depth, List<Object> into) {
        for (Object each : list) {
            if (depth > 0 && each instanceof List<?> inner) {
                flatten(inner, depth - 1, into);
            } else {
                into.add(each);
                Budget.requireElements(into.size(), limits);
            }
        }
    }

    private Object range(long size) {
        Budget.requireElements(size, limits);
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static Object extracted(Object[] given) {
        Matcher matcher = pattern((String) given[1]).matcher((String) given[0]);
        return matcher.find() ? Optional.of(group(matcher)) : Optional.empty();
    }

    private Object allExtracted(Object[] given) {
        Matcher matcher = pattern((String) given[1]).matcher((String) given[0]);
        List<String> all = new ArrayList<>();
        while (matcher.find()) {
            all.add(group(matcher));
            Budget.requireElements(all.size(), limits);
        }
        return all;
    }

    private Object rewritten(Object[] given) {
        String text = (String) given[0];
        String replacement = (String) given[2];
        Matcher matcher = pattern((String) given[1]).matcher(text);
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (matcher.find()) {
            result.append(text, at, matcher.start());
            substitute(replacement, matcher, result);
            at = matcher.end();
            Budget.requireLength(result.length(), limits);
        }
        return result.append(text.substring(at)).toString();
    }

    /** {@code \1} is the first group, as CEL's library has it. */
    private static void substitute(String replacement, Matcher matcher, StringBuilder result) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c != '\\' || i + 1 == replacement.length()) {
                result.append(c);
                continue;
            }
            char next = replacement.charAt(++i);
            if (next == '\\') {
                result.append('\\');
            } else if (Character.isDigit(next) && next - '0' <= matcher.groupCount()) {
                String group = matcher.group(next - '0');
                result.append(group == null ? "" : group);
            } else {
                throw new IllegalArgumentException("\\%c in a replacement names no group".formatted(next));
            }
        }
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("no regular expression: " + e.getMessage(), e);
        }
    }

    private static String group(Matcher matcher) {
        if (matcher.groupCount() > 1) {
            throw new IllegalArgumentException("the expression has more than one group");
        }
        String group = matcher.groupCount() == 1 ? matcher.group(1) : matcher.group();
        return group == null ? "" : group;
    }
}
