// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Single objects by their names, one watch for each, however many hold it. It lives as long as somebody does. */
public final class ObjectWatches implements AutoCloseable {

    /** @param namespace empty where the kind has none */
    public record Target(Kind kind, String namespace, String name) {

        private String shown() {
            return kind.plural() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
        }
    }

    private final KubernetesClient client;
    private final Consumer<String> changed;
    private final Map<String, Set<Target>> holders = new HashMap<>();
    private final Map<Target, SharedIndexInformer<GenericKubernetesResource>> informers = new HashMap<>();
    private boolean closed;

    /** @param changed told of every holder of an object that came, changed or went */
    public ObjectWatches(KubernetesClient client, Consumer<String> changed) {
        this.client = client;
        this.changed = changed;
    }

    /** Replaces what a holder needs watched; an empty set lets go. */
    public synchronized void hold(String holder, Set<Target> targets) {
        if (closed) {
            return;
        }
        Set<Target> before = targets.isEmpty() ? holders.remove(holder) : holders.put(holder, Set.copyOf(targets));
        if (targets.equals(before)) {
            return;
        }
        Set<Target> needed = new HashSet<>();
        holders.values().forEach(needed::addAll);
        needed.stream().filter(target -> !informers.containsKey(target)).forEach(this::watch);
        List.copyOf(informers.keySet()).stream()
                .filter(target -> !needed.contains(target))
                .forEach(target ->
                        Optional.ofNullable(informers.remove(target)).ifPresent(SharedIndexInformer::close));
    }

    public synchronized int watchCount() {
        return informers.size();
    }

    /** The object, if it is there; nothing at all while the watch has not looked yet. */
    public synchronized Optional<Optional<GenericKubernetesResource>> find(Target target) {
        return Optional.ofNullable(informers.get(target))
                .filter(SharedIndexInformer::hasSynced)
                .map(informer -> informer.getStore().list().stream().findFirst());
    }

    @Override
    public synchronized void close() {
        closed = true;
        informers.values().forEach(SharedIndexInformer::close);
        informers.clear();
        holders.clear();
    }

    private void watch(Target target) {
        Resource<GenericKubernetesResource> resource = target.kind().namespaced()
                ? client.genericKubernetesResources(target.kind().context())
                        .inNamespace(target.namespace())
                        .withName(target.name())
                : client.genericKubernetesResources(target.kind().context()).withName(target.name());
        SharedIndexInformer<GenericKubernetesResource> informer =
                Informers.prepare(target.shown(), resource, () -> !isHeld(target), () -> {});
        informer.addEventHandler(Informers.notifying(object -> tell(target)));
        informers.put(target, informer);
        informer.start();
    }

    private synchronized boolean isHeld(Target target) {
        return !closed && informers.containsKey(target);
    }

    private void tell(Target target) {
        List<String> concerned;
        synchronized (this) {
            concerned = holders.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(target))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        concerned.forEach(changed);
    }
}
