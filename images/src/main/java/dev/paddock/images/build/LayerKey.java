// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import dev.paddock.core.artifact.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names a layer by what it is made from. Every part counts, and where one part ends counts too. */
record LayerKey(String text) {
    /** Raised whenever the same inputs come to make another layer. */
    private static final String RECIPES = "1";

    private static final int LENGTH = 24;

    static LayerKey of(String layer, List<String> parts) {
        StringBuilder all =
                new StringBuilder(RECIPES).append('\n').append(layer).append('\n');
        parts.forEach(part -> all.append(part.length()).append(':').append(part).append('\n'));
        String hex = Digest.of(all.toString().getBytes(StandardCharsets.UTF_8)).hex();
        return new LayerKey(layer + "-" + hex.substring(0, LENGTH));
    }

    @Override
    public String toString() {
        return text;
    }
}
