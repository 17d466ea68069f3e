// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import java.nio.file.Path;

/** How one layer is made. The same key means the same bytes, so that a layer is made once. */
interface Recipe {
    /** Of the tar archive in a layer's folder. */
    String ARCHIVE = "layer.tar";

    LayerKey key();

    /** One line for progress and for the image's history. */
    String summary();

    /**
     * Writes {@link #ARCHIVE}, and what later layers need of this one, into {@code target}.
     *
     * @param scratch an empty folder, removed afterwards whatever happens
     */
    void make(Path target, Path scratch);
}
