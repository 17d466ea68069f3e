// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which known names an unknown one may be a slip of. Compares lower-cased and without {@code -} and {@code _}, by
 * Damerau-Levenshtein distance of at most a quarter of the length, so that a suggestion is a likely one or none.
 */
public final class NearNames {
    private static final int MOST = 3;

    private NearNames() {}

    private record Candidate(String name, int distance) {}

    /** The nearest known names, those equally near in alphabetical order, at most three. */
    public static List<String> of(String unknown, Collection<String> known) {
        String plain = plain(unknown);
        int bound = Math.max(1, unknown.length() / 4);
        List<Candidate> candidates = known.stream()
                .distinct()
                .filter(name -> !name.equals(unknown))
                .map(name -> new Candidate(name, distance(plain, plain(name))))
                .filter(candidate -> candidate.distance() <= bound)
                .toList();
        int nearest = candidates.stream().mapToInt(Candidate::distance).min().orElse(0);
        return candidates.stream()
                .filter(candidate -> candidate.distance() == nearest)
                .map(Candidate::name)
                .sorted()
                .limit(MOST)
                .toList();
    }

    /** {@code  (did you mean "a" or "b"?)} with a leading blank, or nothing. */
    public static String hint(String unknown, Collection<String> known) {
        List<String> near = of(unknown, known);
        return near.isEmpty()
                ? ""
                : near.stream()
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(" or ", " (did you mean ", "?)"));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Insertions, deletions, substitutions and swaps of neighbours, each counted once. */
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        int substitution = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + substitution);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
