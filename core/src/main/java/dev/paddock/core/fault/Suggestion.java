// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.fault;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The "did you mean" rule: the nearest known names by Damerau-Levenshtein distance over lower-cased names without {@code -} and
 * {@code _}, at most max(1, length/4) away; ties are listed alphabetically, three at most.
 */
public final class Suggestion {

    private static final int MOST = 3;

    private Suggestion() {}

    /** Blank when nothing is near, else {@code ' (did you mean "x"?)'} with its leading blank. */
    public static String text(String given, Collection<String> known) {
        List<String> near = nearest(given, known);
        return near.isEmpty()
                ? ""
                : near.stream()
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(" or ", " (did you mean ", "?)"));
    }

    public static List<String> nearest(String given, Collection<String> known) {
        String from = normal(given);
        int bound = Math.max(1, from.length() / 4);
        int best = known.stream()
                .mapToInt(name -> distance(from, normal(name)))
                .min()
                .orElse(Integer.MAX_VALUE);
        if (best > bound) {
            return List.of();
        }
        return known.stream()
                .filter(name -> distance(from, normal(name)) == best)
                .sorted()
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
