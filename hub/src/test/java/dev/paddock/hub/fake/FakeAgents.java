// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.fake;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterStatus;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.core.pool.AgentState;
import dev.paddock.providers.AgentInstaller;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A hand-written fake: an installed agent joins at once by writing its ManagedCluster's status, unless told never to. */
public final class FakeAgents implements AgentInstaller {
    private final KubernetesClient hub;
    private final Set<String> installed = ConcurrentHashMap.newKeySet();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean mute;

    public FakeAgents(KubernetesClient hub) {
        this.hub = hub;
    }

    /** From now on agents are installed and never join. */
    public void neverJoin() {
        mute = true;
    }

    @Override
    public void install(String key, String kubeconfig) {
        if (!mute) {
            hub.resources(ManagedCluster.class).withName(key).editStatus(FakeAgents::joined);
        }
        // Only now: where the status has just been written by somebody else, the hub is told and asks again.
        installed.add(key);
        listeners.forEach(listener -> listener.accept(key));
    }

    @Override
    public AgentState observe(String key) {
        return installed.contains(key) ? new AgentState.Installed() : new AgentState.NotInstalled();
    }

    @Override
    public void remove(String key) {
        installed.remove(key);
    }

    @Override
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    private static ManagedCluster joined(ManagedCluster cluster) {
        cluster.setStatus(new ManagedClusterStatus(
                List.of(condition(OcmNames.CONDITION_JOINED), condition(OcmNames.CONDITION_AVAILABLE)),
                Map.of(),
                Map.of(),
                null,
                List.of()));
        return cluster;
    }

    private static Condition condition(String type) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withReason("Fake")
                .withMessage("")
                .withLastTransitionTime(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
    }
}
