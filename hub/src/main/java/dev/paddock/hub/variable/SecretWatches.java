// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.variable;

import dev.paddock.core.output.DeploymentName;
import dev.paddock.core.workload.SecretKey;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Watches exactly the Secrets that secret variables name, each by itself, as long as a deployment uses it. The hub thereby holds no other
 * Secret in memory. A change wakes those who use the Secret.
 */
public final class SecretWatches implements AutoCloseable {

    private record Watched(SharedIndexInformer<Secret> informer, Set<DeploymentName> users) {}

    private final KubernetesClient client;
    private final Consumer<DeploymentName> wake;
    private final Map<String, Watched> watched = new HashMap<>();

    /** @param wake has a deployment looked at again */
    public SecretWatches(KubernetesClient client, Consumer<DeploymentName> wake) {
        this.client = client;
        this.wake = wake;
    }

    /** What is there of {@code keys}; {@code user} hears of every change from now on, and no longer of what it used before. */
    public synchronized Map<String, SecretContent> use(DeploymentName user, Set<SecretKey> keys) {
        Set<String> names =
                keys.stream().map(key -> key.namespace() + "/" + key.name()).collect(Collectors.toSet());
        leaveAllBut(names, user);
        Map<String, SecretContent> found = new HashMap<>();
        for (SecretKey key : keys) {
            String name = key.namespace() + "/" + key.name();
            Watched watch = watched.computeIfAbsent(name, fresh -> watch(fresh, key));
            watch.users().add(user);
            watch.informer().getStore().list().forEach(secret -> found.put(name, SecretContent.of(secret)));
        }
        return found;
    }

    public synchronized void forget(DeploymentName user) {
        leaveAllBut(Set.of(), user);
    }

    @Override
    public synchronized void close() {
        watched.values().forEach(watch -> watch.informer().stop());
        watched.clear();
    }

    private void leaveAllBut(Set<String> names, DeploymentName user) {
        watched.entrySet().removeIf(entry -> {
            Watched watch = entry.getValue();
            if (names.contains(entry.getKey())
                    || !watch.users().remove(user)
                    || !watch.users().isEmpty()) {
                return false;
            }
            watch.informer().stop();
            return true;
        });
    }

    private Watched watch(String name, SecretKey key) {
        SharedIndexInformer<Secret> informer = client.secrets()
                .inNamespace(key.namespace())
                .withName(key.name())
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(Secret secret) {
                        changed(name);
                    }

                    @Override
                    public void onUpdate(Secret before, Secret now) {
                        changed(name);
                    }

                    @Override
                    public void onDelete(Secret secret, boolean unknown) {
                        changed(name);
                    }
                });
        return new Watched(informer, new HashSet<>());
    }

    private void changed(String name) {
        List<DeploymentName> users;
        synchronized (this) {
            Watched watch = watched.get(name);
            users = watch == null ? List.of() : List.copyOf(watch.users());
        }
        users.forEach(wake);
    }
}
