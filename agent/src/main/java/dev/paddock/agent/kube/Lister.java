// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind as last watched or last written by the agent itself, whichever is newer: a controller never sees
 * its own write undone by a watch that lags.
 */
public final class Lister<T extends HasMetadata> implements AutoCloseable {

    /** After this an own write that no watch has shown is of an object that is gone again. */
    private static final Duration TRUSTED = Duration.ofSeconds(5);

    private record Written<T>(T object, long atNanos) {}

    private final SharedIndexInformer<T> informer;
    private final ConcurrentHashMap<NamespacedName, Written<T>> written = new ConcurrentHashMap<>();
    private final AtomicBoolean closed;

    private Lister(SharedIndexInformer<T> informer, AtomicBoolean closed) {
        this.informer = informer;
        this.closed = closed;
    }

    /** Starts watching; the listener is told of every change, deletions included. */
    public static <T extends HasMetadata> Lister<T> start(String what, Informable<T> source, Consumer<T> onAnyChange) {
        return start(what, source, onAnyChange, () -> {});
    }

    /** As above; {@code onInterrupted} is told each time the API server fails to list or to go on with the watch. */
    public static <T extends HasMetadata> Lister<T> start(
            String what, Informable<T> source, Consumer<T> onAnyChange, Runnable onInterrupted) {
        AtomicBoolean closed = new AtomicBoolean();
        SharedIndexInformer<T> informer = Informers.prepare(what, source, closed::get, onInterrupted);
        Lister<T> lister = new Lister<>(informer, closed);
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
        Written<T> own = written.get(key);
        T watched = stored(key);
        if (own == null) {
            return Optional.ofNullable(watched);
        }
        if (watched == null) {
            boolean fresh = System.nanoTime() - own.atNanos() < TRUSTED.toNanos();
            return fresh ? Optional.of(own.object()) : Optional.empty();
        }
        return Optional.of(version(own.object()) > version(watched) ? own.object() : watched);
    }

    public List<T> all() {
        return informer.getStore().list();
    }

    /** An answer to an own write; that of the last finalizer's removal describes an object that is gone. */
    public void wrote(T object) {
        NamespacedName key = NamespacedName.of(object);
        if (object.isMarkedForDeletion() && object.getFinalizers().isEmpty()) {
            written.remove(key);
        } else {
            written.put(key, new Written<>(object, System.nanoTime()));
        }
    }

    @Override
    public void close() {
        closed.set(true);
        informer.close();
    }

    private void caughtUp(T seen) {
        NamespacedName key = NamespacedName.of(seen);
        boolean gone = stored(key) == null;
        written.computeIfPresent(key, (same, own) -> gone || version(own.object()) <= version(seen) ? null : own);
    }

    private @Nullable T stored(NamespacedName key) {
        return informer.getStore().getByKey(key.namespace().isEmpty() ? key.name() : key.toString());
    }

    private static long version(HasMetadata object) {
        return Observed.parseVersion(object.getMetadata().getResourceVersion());
    }
}
