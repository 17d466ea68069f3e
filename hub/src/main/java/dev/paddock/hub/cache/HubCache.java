// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.cache;

import dev.paddock.core.admission.ObjectIndex;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.Indexer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hub's own objects, a little behind the truth and never ahead of it. Watches grow with the kinds declared in the
 * constructor of {@link HubKinds}, never with clusters or applications. Objects are shared: nobody may change one.
 */
public final class HubCache implements ObjectIndex, AutoCloseable {
    private final KubernetesClient client;
    private final Map<Class<?>, SharedIndexInformer<?>> informers = new LinkedHashMap<>();

    public HubCache(KubernetesClient client) {
        this.client = client;
        HubKinds.declare(this);
    }

    /** Adds a kind before the start, with indexes by name. */
    <T extends HasMetadata> void watch(Class<T> type, Map<String, Function<T, List<String>>> indexes) {
        SharedIndexInformer<T> informer =
                client.resources(type).inAnyNamespace().runnableInformer(0).itemStore(new LeanStore<>());
        if (!indexes.isEmpty()) {
            informer.addIndexers(indexes);
        }
        informers.put(type, informer);
    }

    /** Lists every kind and goes on watching; returns when all have been listed. */
    public void start() {
        CompletableFuture.allOf(informers.values().stream()
                        .map(informer -> informer.start().toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Tells of every object that is there, comes, changes or goes; the first argument is null for one that comes. */
    public <T extends HasMetadata> void onChange(Class<T> type, BiConsumer<@Nullable T, T> listener) {
        informer(type).addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                listener.accept(null, object);
            }

            @Override
            public void onUpdate(T before, T now) {
                listener.accept(before, now);
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                listener.accept(object, object);
            }
        });
    }

    /** Tells of every object that goes. */
    public <T extends HasMetadata> void onDelete(Class<T> type, java.util.function.Consumer<T> listener) {
        informer(type).addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                // only what goes is told
            }

            @Override
            public void onUpdate(T before, T now) {
                // only what goes is told
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                listener.accept(object);
            }
        });
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String namespace, String name) {
        String key = namespace.isEmpty() ? name : namespace + "/" + name;
        return Optional.ofNullable(informer(kind).getIndexer().getByKey(key));
    }

    @Override
    public <T extends HasMetadata> List<T> list(Class<T> kind) {
        return informer(kind).getIndexer().list();
    }

    @Override
    public <T extends HasMetadata> List<T> list(Class<T> kind, String namespace) {
        return whole(informer(kind).getIndexer(), Cache.NAMESPACE_INDEX, namespace);
    }

    /** The objects a declared index lists under a key. */
    public <T extends HasMetadata> List<T> by(Class<T> kind, String index, String key) {
        return whole(informer(kind).getIndexer(), index, key);
    }

    /**
     * An index read under the lock of its writer. The informer takes an object out of its indexes and puts it back when the
     * object changes; a reader without the lock finds it missing in between, and whatever it then decides nobody corrects,
     * since the object never was gone.
     */
    static <T> List<T> whole(Indexer<T> indexer, String index, String key) {
        synchronized (indexer) {
            return indexer.byIndex(index, key);
        }
    }

    @Override
    public void close() {
        Collection<SharedIndexInformer<?>> all = informers.values();
        all.forEach(SharedIndexInformer::stop);
    }

    @SuppressWarnings("unchecked") // watch() put the informer of a type under that type
    private <T extends HasMetadata> SharedIndexInformer<T> informer(Class<T> type) {
        SharedIndexInformer<?> informer = informers.get(type);
        if (informer == null) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " is not watched by the hub; declare it in HubKinds");
        }
        return (SharedIndexInformer<T>) informer;
    }
}
