// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reduces the many spellings of a GPU product to one family name, so that a limit on {@code NVIDIA-A100} also binds
 * {@code NVIDIA-A100-SXM4-40GB} (api.md 7.1, Q2).
 *
 * <p>It does not know which products exist: an unknown name is reduced by the same rules as a known one.
 */
public final class GpuFamily {
    /** The key of a limit that applies to each family without a key of its own. */
    public static final String ANY = "*";

    private static final Set<String> VENDORS = Set.of("NVIDIA", "AMD", "HABANA", "INTEL");
    private static final Set<String> BRAND_WORDS = Set.of("TESLA", "GEFORCE", "QUADRO", "INSTINCT", "RADEON");
    private static final Set<String> KEPT_WORDS = Set.of("RTX", "GTX", "PRO", "TITAN");

    private GpuFamily() {}

    /** The family of a limit key, a request or a device label; {@code *} stays as it is. */
    public static String normalise(String spelling) {
        String name = spelling.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
        if (name.equals(ANY)) {
            return ANY;
        }
        List<String> words = words(cutAt(cutAt(name, "-MIG-"), "-SHARED"));
        String vendor = vendorOf(words);
        words.removeIf(VENDORS::contains);
        List<String> kept = model(words);
        kept.addFirst(vendor);
        return String.join("-", kept);
    }

    private static String cutAt(String name, String marker) {
        int at = name.indexOf(marker);
        return at < 0 ? name : name.substring(0, at);
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : name.split("-+")) {
            if (!word.isEmpty() && !BRAND_WORDS.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }

    private static String vendorOf(List<String> words) {
        if (words.isEmpty()) {
            return "NVIDIA";
        }
        String first = words.getFirst();
        if (VENDORS.contains(first)) {
            return first;
        }
        if (first.startsWith("GAUDI")) {
            return "HABANA";
        }
        return first.startsWith("MI") && hasDigit(first) ? "AMD" : "NVIDIA";
    }

    private static List<String> model(List<String> words) {
        if (words.stream().noneMatch(GpuFamily::hasDigit)) {
            return new ArrayList<>(words);
        }
        List<String> kept = new ArrayList<>();
        boolean numbered = false;
        for (String word : words) {
            if (KEPT_WORDS.contains(word)) {
                kept.add(word);
            } else if (!numbered && hasDigit(word)) {
                kept.add(word);
                numbered = true;
            }
        }
        return kept;
    }

    private static boolean hasDigit(String word) {
        return word.chars().anyMatch(Character::isDigit);
    }
}
