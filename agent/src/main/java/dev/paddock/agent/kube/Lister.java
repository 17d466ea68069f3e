// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The objects of one kind as last watched or last written by the agent itself, whichever is newer: a controller never sees
 * its own write undone by a watch that lags.
 */
public final class Lister<T extends HasMetadata> implements AutoCloseable {

    private final SharedIndexInformer<T> informer;
    private final ConcurrentHashMap<NamespacedName, T> written = new ConcurrentHashMap<>();

    private Lister(SharedIndexInformer<T> informer) {
        this.informer = informer;
    }

    /** Starts watching; the listener is told of every change, deletions included. */
    public static <T extends HasMetadata> Lister<T> start(
            String what, Informable<T> source, Consumer<T> onAnyChange) {
        SharedIndexInformer<T> informer = Informers.prepare(what, source);
        Lister<T> lister = new Lister<>(informer);
        informer.addEventHandler(Informers.notifying(object -> {
            lister.caughtUp(object);
            onAnyChange.accept(object);
        }));
        informer.start();
        return lister;
    }

    /** Whether the first list has arrived; before, an absent object means nothing. */
    public boolean synced() {
        return informer.hasSynced();
    }

    public Optional<T> get(NamespacedName key) {
        T own = written.get(key);
        T watched = informer.getStore().getByKey(key.namespace().isEmpty() ? key.name() : key.toString());
        if (watched == null) {
            // A deletion seen by the watch also drops the own write, so what is left was written before the watch saw it.
            return Optional.ofNullable(own);
        }
        return Optional.of(own != null && version(own) > version(watched) ? own : watched);
    }

    public List<T> all() {
        return informer.getStore().list();
    }

    public void wrote(T object) {
        written.put(NamespacedName.of(object), object);
    }

    @Override
    public void close() {
        informer.close();
    }

    private void caughtUp(T seen) {
        NamespacedName key = NamespacedName.of(seen);
        T stored = informer.getStore().getByKey(key.namespace().isEmpty() ? key.name() : key.toString());
        written.computeIfPresent(
                key, (same, own) -> stored != null && version(own) > version(seen) ? own : null);
    }

    private static long version(HasMetadata object) {
        return Observed.parseVersion(object.getMetadata().getResourceVersion());
    }
}
