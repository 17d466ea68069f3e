// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import dev.paddock.core.artifact.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * An image in an OCI layout on this machine, ready to be pushed.
 *
 * @param bytes of all blobs, compressed
 */
public record BuiltImage(String name, String tag, Path layout, Digest digest, List<LayerReport> layers, long bytes) {
    public BuiltImage {
        layers = List.copyOf(layers);
    }

    /**
     * One layer.
     *
     * @param bytes of its content, not compressed
     */
    public record LayerReport(String summary, boolean cached, long bytes) {}
}
