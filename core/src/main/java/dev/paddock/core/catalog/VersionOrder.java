// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.catalog;

import java.math.BigInteger;
import java.util.Comparator;

/** Versions by their numbers, so that 7.14 is newer than 7.9; what is no number is compared as text. */
final class VersionOrder {
    static final Comparator<String> NEWEST_FIRST = ((Comparator<String>) VersionOrder::compare).reversed();

    private VersionOrder() {}

    private static int compare(String left, String right) {
        String[] ours = left.split("[.+-]");
        String[] theirs = right.split("[.+-]");
        for (int part = 0; part < Math.min(ours.length, theirs.length); part++) {
            int order = comparePart(ours[part], theirs[part]);
            if (order != 0) {
                return order;
            }
        }
        return ours.length == theirs.length ? left.compareTo(right) : Integer.compare(ours.length, theirs.length);
    }

    private static int comparePart(String ours, String theirs) {
        boolean number = isNumber(ours);
        if (number && isNumber(theirs)) {
            return new BigInteger(ours).compareTo(new BigInteger(theirs));
        }
        return number == isNumber(theirs) ? ours.compareTo(theirs) : number ? 1 : -1;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    }
}
