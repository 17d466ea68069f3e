// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The live objects of whatever kinds were applied, one watch per kind and label, however many objects there are. A watch
 * lives as long as somebody holds its kind. Objects without the label are never loaded.
 */
public final class KindWatches implements AutoCloseable {

    /**
     * All objects of a kind that carry a label, whatever its value; or a single object, whatever it carries.
     *
     * @param label blank for a single object
     * @param name blank for all that carry the label
     */
    public record Scope(Kind kind, String label, String namespace, String name) {

        public Scope(Kind kind, String label) {
            this(kind, label, "", "");
        }

        public static Scope single(Kind kind, ObjectRef ref) {
            return new Scope(kind, "", ref.namespace(), ref.name());
        }
    }

    private final KubernetesClient client;
    private final Map<String, Set<Scope>> holders = new HashMap<>();
    private final Map<Scope, SharedIndexInformer<GenericKubernetesResource>> informers = new HashMap<>();
    private final LiveObjects objects = new LiveObjects();
    private final List<Consumer<Observed>> listeners = new CopyOnWriteArrayList<>();
    private boolean closed;

    public KindWatches(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Told of every change with the object as it is, or as it was last seen when it is gone.
     *
     * @return stops telling
     */
    public Runnable addListener(Consumer<Observed> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    public Optional<Observed> get(ObjectRef ref) {
        return objects.get(ref);
    }

    public Collection<Observed> all() {
        return objects.all();
    }

    public synchronized int watchCount() {
        return informers.size();
    }

    /** Replaces what a holder needs watched; an empty set lets go. */
    public synchronized void hold(String holder, Set<Scope> scopes) {
        if (closed) {
            return;
        }
        Set<Scope> before = scopes.isEmpty() ? holders.remove(holder) : holders.put(holder, Set.copyOf(scopes));
        if (before != null && before.equals(scopes)) {
            return;
        }
        Set<Scope> needed = new HashSet<>();
        holders.values().forEach(needed::addAll);
        needed.stream().filter(scope -> !informers.containsKey(scope)).forEach(this::watch);
        List.copyOf(informers.keySet()).stream()
                .filter(scope -> !needed.contains(scope))
                .forEach(this::unwatch);
    }

    /** Takes in the answer to an own write at once, so that nothing is judged by what the watch has not delivered yet. */
    public Observed learn(HasMetadata written) {
        return objects.learn(Observed.of(ObjectRef.of(written), ObjectApi.tree(written)));
    }

    /** Takes in an own read of an object that may have changed behind the watch's back, and tells of it if it has. */
    public void refresh(ObjectRef ref, Optional<? extends GenericKubernetesResource> read) {
        Optional<Observed> known = objects.get(ref);
        if (read.isPresent()) {
            Observed current = learn(read.get());
            boolean changed = known.filter(before ->
                            before.uid().equals(current.uid()) && before.resourceVersion() >= current.resourceVersion())
                    .isEmpty();
            if (changed) {
                listeners.forEach(listener -> listener.accept(current));
            }
        } else {
            known.flatMap(before -> objects.end(ref, before.uid()))
                    .ifPresent(last -> listeners.forEach(listener -> listener.accept(last)));
        }
    }

    /** Forgets an object found gone by an own read. */
    public void forget(ObjectRef ref) {
        objects.forget(ref);
    }

    @Override
    public synchronized void close() {
        closed = true;
        informers.values().forEach(SharedIndexInformer::close);
        informers.clear();
        holders.clear();
    }

    private void watch(Scope scope) {
        SharedIndexInformer<GenericKubernetesResource> informer = Informers.prepare(
                scope.kind().plural() + " with " + scope.label() + scope.name(),
                objects(scope),
                () -> isClosed(scope),
                () -> {});
        informer.itemStore(new NamesOnlyStore());
        informer.addEventHandler(new Handler());
        informers.put(scope, informer);
        informer.start();
    }

    private Informable<GenericKubernetesResource> objects(Scope scope) {
        var ofKind = client.genericKubernetesResources(scope.kind().context());
        if (!scope.name().isEmpty()) {
            return scope.kind().namespaced()
                    ? ofKind.inNamespace(scope.namespace()).withField("metadata.name", scope.name())
                    : ofKind.withField("metadata.name", scope.name());
        }
        return scope.kind().namespaced()
                ? ofKind.inAnyNamespace().withLabel(scope.label())
                : ofKind.withLabel(scope.label());
    }

    /** Also true of a watch that nobody holds any more. */
    private synchronized boolean isClosed(Scope scope) {
        return closed || !informers.containsKey(scope);
    }

    private void unwatch(Scope scope) {
        SharedIndexInformer<GenericKubernetesResource> informer = informers.remove(scope);
        if (informer != null) {
            informer.close();
        }
        if (!scope.name().isEmpty()) {
            ObjectRef single =
                    new ObjectRef(scope.kind().group(), scope.kind().name(), scope.namespace(), scope.name());
            // A watch that still sees it would not tell of it again.
            objects.get(single)
                    .filter(object -> !isSeen(scope.kind(), object))
                    .ifPresent(gone -> objects.forget(single));
        }
        boolean otherLabel = informers.keySet().stream().anyMatch(s -> s.kind().equals(scope.kind()));
        if (!otherLabel) {
            objects.forgetKind(scope.kind().group(), scope.kind().name());
        }
    }

    private boolean isSeen(Kind kind, Observed object) {
        return informers.keySet().stream()
                .anyMatch(scope -> scope.kind().equals(kind)
                        && scope.name().isEmpty()
                        && object.labels().containsKey(scope.label()));
    }

    private void seen(GenericKubernetesResource object) {
        Observed current = learn(object);
        listeners.forEach(listener -> listener.accept(current));
    }

    private void gone(GenericKubernetesResource object) {
        objects.end(ObjectRef.of(object), object.getMetadata().getUid())
                .ifPresent(last -> listeners.forEach(listener -> listener.accept(last)));
    }

    private final class Handler implements ResourceEventHandler<GenericKubernetesResource> {
        @Override
        public void onAdd(GenericKubernetesResource object) {
            seen(object);
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            seen(after);
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
            gone(object);
        }
    }
}
