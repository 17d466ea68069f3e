// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount as Kubernetes writes it, such as {@code 500m} or {@code 2Gi}.
 *
 * @param binary whether it was written with a suffix of powers of two, and sums are
 */
record QuantityValue(BigDecimal value, boolean binary) implements Shown, Comparable<QuantityValue> {

    private static final Pattern FORM = Pattern.compile(
            "([+-]?(?:\\d{1,30}(?:\\.\\d{0,30})?|\\.\\d{1,30}))([numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d{1,2})?");
    private static final List<String> UNITS = List.of("", "K", "M", "G", "T", "P", "E");
    private static final Map<String, Integer> SMALL = Map.of("n", -9, "u", -6, "m", -3);
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

    static Optional<QuantityValue> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        if (suffix.endsWith("i")) {
            return Optional.of(
                    new QuantityValue(number.multiply(KIBI.pow(UNITS.indexOf(suffix.substring(0, 1)))), true));
        }
        if (SMALL.containsKey(suffix)) {
            return Optional.of(new QuantityValue(number.scaleByPowerOfTen(SMALL.get(suffix)), false));
        }
        if (suffix.length() > 1) {
            String exponent = suffix.substring(1);
            return Optional.of(new QuantityValue(
                    number.scaleByPowerOfTen(
                            Integer.parseInt(exponent.startsWith("+") ? exponent.substring(1) : exponent)),
                    false));
        }
        int thousands = UNITS.indexOf(suffix.equals("k") ? "K" : suffix);
        return Optional.of(new QuantityValue(number.scaleByPowerOfTen(3 * thousands), false));
    }

    boolean isInteger() {
        return value.stripTrailingZeros().scale() <= 0 && value.toBigInteger().bitLength() < Long.SIZE;
    }

    long asInteger() {
        if (!isInteger()) {
            throw new IllegalArgumentException(text() + " is no whole number of 64 bits");
        }
        return value.longValueExact();
    }

    QuantityValue plus(QuantityValue other) {
        return new QuantityValue(value.add(other.value), binary);
    }

    QuantityValue minus(QuantityValue other) {
        return new QuantityValue(value.subtract(other.value), binary);
    }

    @Override
    public int compareTo(QuantityValue other) {
        return value.compareTo(other.value);
    }

    /** With the largest suffix that leaves a whole number, as Kubernetes prints it. */
    @Override
    public String text() {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.signum() == 0) {
            return "0";
        }
        if (plain.scale() > 0) {
            for (Map.Entry<String, Integer> unit : List.of(Map.entry("m", 3), Map.entry("u", 6), Map.entry("n", 9))) {
                BigDecimal scaled = plain.scaleByPowerOfTen(unit.getValue()).stripTrailingZeros();
                if (scaled.scale() <= 0) {
                    return scaled.toPlainString() + unit.getKey();
                }
            }
            return plain.toPlainString();
        }
        BigInteger step = BigInteger.valueOf(binary ? 1024 : 1000);
        BigInteger rest = plain.toBigIntegerExact();
        int unit = 0;
        while (unit + 1 < UNITS.size() && rest.mod(step).signum() == 0) {
            rest = rest.divide(step);
            unit++;
        }
        String letter = UNITS.get(unit);
        return rest + (binary && unit > 0 ? letter + "i" : letter.equals("K") ? "k" : letter);
    }
}
