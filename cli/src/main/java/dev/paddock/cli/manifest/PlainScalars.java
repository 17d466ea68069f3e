// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an unquoted YAML scalar means. Follows YAML 1.1 as kubectl reads it ({@code yes} is a boolean, {@code 0644} is
 * octal), because a manifest must mean the same to both.
 */
final class PlainScalars {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0o?[0-7_]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("[-+]?0x[0-9a-fA-F_]+");
    private static final Pattern BINARY = Pattern.compile("[-+]?0b[01_]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");

    private PlainScalars() {}

    static JsonNode resolve(String text) {
        if (NULLS.contains(text)) {
            return NullNode.getInstance();
        }
        if (isWord(text, TRUE)) {
            return BooleanNode.TRUE;
        }
        if (isWord(text, FALSE)) {
            return BooleanNode.FALSE;
        }
        if (DECIMAL.matcher(text).matches()) {
            return integer(text, "", 10);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return integer(text, "0x", 16);
        }
        if (BINARY.matcher(text).matches()) {
            return integer(text, "0b", 2);
        }
        if (OCTAL.matcher(text).matches()) {
            return integer(text.replace("0o", "0"), "0", 8);
        }
        if (FLOAT.matcher(text).matches()) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        return TextNode.valueOf(text);
    }

    /** YAML 1.1 knows each word in lower case, capitalised and in capitals, but not in a mixture. */
    private static boolean isWord(String text, Set<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.contains(lower)
                && (text.equals(lower)
                        || text.equals(text.toUpperCase(Locale.ROOT))
                        || text.equals(Character.toUpperCase(lower.charAt(0)) + lower.substring(1)));
    }

    private static JsonNode integer(String text, String prefix, int radix) {
        String digits = text.replace("_", "").replace("+", "");
        boolean negative = digits.startsWith("-");
        String magnitude = (negative ? digits.substring(1) : digits).substring(prefix.length());
        BigInteger value = new BigInteger(magnitude.isEmpty() ? "0" : magnitude, radix);
        BigInteger signed = negative ? value.negate() : value;
        return signed.bitLength() < Long.SIZE
                ? JsonNodeFactory.instance.numberNode(signed.longValueExact())
                : JsonNodeFactory.instance.numberNode(signed);
    }
}
