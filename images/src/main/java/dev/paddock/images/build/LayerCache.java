// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import dev.paddock.embedded.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The layers that were made on this machine, a folder each, named by key. A folder appears when it is whole and is not
 * changed afterwards; what nobody used for a month is removed. To be used under the lock of the cache only.
 */
final class LayerCache {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Home cache;
    private final InstantSource clock;

    LayerCache(Home cache, InstantSource clock) {
        this.cache = cache;
        this.clock = clock;
    }

    boolean has(LayerKey key) {
        return Files.isRegularFile(folder(key).resolve(Recipe.ARCHIVE));
    }

    /** The layer's folder. */
    Path use(Recipe recipe) {
        if (!has(recipe.key())) {
            make(recipe);
        }
        Path folder = folder(recipe.key());
        try {
            Files.setLastModifiedTime(folder, FileTime.from(clock.instant()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    void forget(LayerKey key) {
        cache.deleteTree(folder(key));
    }

    /** Removes what an interrupted build left, and what has not been used for long. */
    void tidy() {
        cache.deleteTree(scratch());
        Instant oldest = clock.instant().minus(KEPT);
        for (String name : cache.children(layers())) {
            Path folder = layers().resolve(name);
            try {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(oldest)) {
                    cache.deleteTree(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void make(Recipe recipe) {
        cache.deleteTree(scratch());
        Path target = cache.directory(scratch().resolve("target"));
        try {
            recipe.make(target, cache.directory(scratch().resolve("work")));
            cache.directory(layers());
            Files.move(target, folder(recipe.key()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cache.deleteTree(scratch());
        }
    }

    private Path folder(LayerKey key) {
        return layers().resolve(key.text());
    }

    private Path layers() {
        return cache.root().resolve("layers");
    }

    private Path scratch() {
        return cache.root().resolve("scratch");
    }
}
