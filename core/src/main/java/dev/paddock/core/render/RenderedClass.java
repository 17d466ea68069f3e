// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import java.util.List;

/**
 * Clusters that get the same objects.
 *
 * @param id the first ten hexadecimal digits of SHA-256 over the per-cluster inputs that were read
 */
public record RenderedClass(String id, List<String> clusters, Rendering rendering) {
    public RenderedClass {
        clusters = List.copyOf(clusters);
    }
}
