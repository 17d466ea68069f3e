// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.cache;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects without the record of who manages which field, which is as large as many an object itself and which no decision of the hub
 * reads.
 */
public final class LeanStore<T extends HasMetadata> extends BasicItemStore<T> {

    public LeanStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public @Nullable T put(String key, T object) {
        object.getMetadata().setManagedFields(List.of());
        return super.put(key, object);
    }
}
