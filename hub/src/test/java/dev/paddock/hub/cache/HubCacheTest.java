// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.palette.ComputeProfile;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.impl.cache.CacheImpl;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HubCacheTest {
    /** How long the writer stands between taking an object out of the index and putting it back. */
    private static final long GAP_MILLIS = 200;

    /** What a reader saw who asked while the writer stood in the gap. */
    private final CompletableFuture<List<ComputeProfile>> seen = new CompletableFuture<>();

    private final CacheImpl<ComputeProfile> store =
            new CacheImpl<>(Cache.NAMESPACE_INDEX, this::namespaces, Cache::metaNamespaceKeyFunc);
    private final ExecutorService reader = Executors.newSingleThreadExecutor();

    @Test
    void anObjectThatChangesIsNeverMissing() {
        store.put(limits("1"));

        store.put(limits("2"));

        assertThat(seen.join())
                .extracting(it -> it.getMetadata().getResourceVersion())
                .containsExactly("2");
        reader.close();
    }

    /** Called by the store for the second version after it has taken the first out of the index. */
    private List<String> namespaces(ComputeProfile limits) {
        if (limits.getMetadata().getResourceVersion().equals("2")) {
            reader.execute(() -> seen.complete(HubCache.whole(store, Cache.NAMESPACE_INDEX, "team")));
            seen.copy()
                    .completeOnTimeout(List.of(), GAP_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        }
        return Cache.metaNamespaceIndexFunc(limits);
    }

    private static ComputeProfile limits(String version) {
        ComputeProfile limits = new ComputeProfile();
        limits.setMetadata(new ObjectMetaBuilder()
                .withNamespace("team")
                .withName("limits")
                .withResourceVersion(version)
                .build());
        return limits;
    }
}
