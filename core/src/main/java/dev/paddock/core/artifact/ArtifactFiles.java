// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of an artifact by relative path, in the order of their paths' characters. */
public record ArtifactFiles(SortedMap<String, byte[]> byPath) {
    /** What an artifact may hold, unpacked. */
    public static final long MAX_BYTES = 50L * 1024 * 1024;

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_.:@+-]{1,255}");

    public ArtifactFiles {
        byPath.keySet().forEach(ArtifactFiles::requireSafe);
        byPath = Collections.unmodifiableSortedMap(new TreeMap<>(byPath));
    }

    public static ArtifactFiles ofText(Map<String, String> textByPath) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        textByPath.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new ArtifactFiles(files);
    }

    public long size() {
        return byPath.values().stream().mapToLong(content -> content.length).sum();
    }

    /** A path that leads out of the artifact, or that another system would read differently, is no path of ours. */
    static void requireSafe(String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".")
                    || segment.equals("..")
                    || !SEGMENT.matcher(segment).matches()) {
                throw new IllegalArgumentException("artifact path \"" + path + "\": segment \"" + segment
                        + "\" may hold only letters, digits and _ . : @ + -, and may not be . or ..");
            }
        }
    }
}
