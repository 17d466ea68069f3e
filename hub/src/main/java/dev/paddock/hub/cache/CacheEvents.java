// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.cache;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Collection;
import java.util.function.Function;

/**
 * Turns changes in the {@link HubCache} into reconciliations of the objects they concern, so that controllers share the
 * cache's watches instead of opening their own.
 */
public final class CacheEvents<P extends HasMetadata> extends SimpleInboundEventSource<P> {
    private final HubCache cache;

    public CacheEvents(Class<P> primary, HubCache cache) {
        super("hub-cache-" + primary.getSimpleName());
        this.cache = cache;
    }

    /** Reconciles {@code primaries} of each object that comes, changes or goes. */
    public <T extends HasMetadata> CacheEvents<P> on(Class<T> type, Function<T, Collection<ResourceID>> primaries) {
        cache.onChange(type, (before, now) -> {
            primaries.apply(now).forEach(this::propagateEvent);
            if (before != null && before != now) {
                primaries.apply(before).forEach(this::propagateEvent);
            }
        });
        return this;
    }

    /** The same, but not for changes of status alone: those concern nobody who reads the spec. */
    public <T extends HasMetadata> CacheEvents<P> onSpec(Class<T> type, Function<T, Collection<ResourceID>> primaries) {
        cache.onChange(type, (before, now) -> {
            boolean same = before != null
                    && before != now
                    && java.util.Objects.equals(
                            before.getMetadata().getGeneration(),
                            now.getMetadata().getGeneration())
                    && java.util.Objects.equals(
                            before.getMetadata().getLabels(), now.getMetadata().getLabels())
                    && java.util.Objects.equals(
                            before.getMetadata().getAnnotations(),
                            now.getMetadata().getAnnotations())
                    && java.util.Objects.equals(
                            before.getMetadata().getDeletionTimestamp(),
                            now.getMetadata().getDeletionTimestamp());
            if (!same) {
                primaries.apply(now).forEach(this::propagateEvent);
            }
        });
        return this;
    }
}
