// SPDX-License-Identifier: Apache-2.0
package dev.paddock.providers.embedded;

import dev.paddock.api.common.NodePool;
import dev.paddock.core.pool.ClusterPlan;
import dev.paddock.core.pool.ClusterState;
import dev.paddock.core.pool.Machine;
import dev.paddock.embedded.ClusterObservation;
import dev.paddock.embedded.ClusterRecord;
import dev.paddock.embedded.ClusterSpec;
import dev.paddock.embedded.EmbeddedClusters;
import dev.paddock.embedded.Home;
import dev.paddock.providers.AnnouncesChanges;
import dev.paddock.providers.ClusterProvider;
import dev.paddock.providers.ClusterTemplate;
import dev.paddock.providers.ProviderException;
import io.fabric8.kubernetes.client.Config;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One more real control plane on the hub's own machine for each cluster, with the asked worker pools as simulated nodes.
 * Work goes on in the background, one task for each cluster; a task that a crash cut off is found by its record and asked
 * for again by whoever wants the cluster.
 */
public final class EmbeddedProvider implements ClusterProvider, AnnouncesChanges {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedProvider.class);
    private static final String NAME = "embedded";

    private enum Work {
        CREATE,
        DELETE
    }

    private final EmbeddedClusters clusters;
    private final Home home;
    private final ExecutorService background;
    private final MachineInventory inventory;
    private final Map<String, Work> working = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** @param background runs the work; the caller ends it */
    public EmbeddedProvider(EmbeddedClusters clusters, Home home, ExecutorService background) {
        this.clusters = clusters;
        this.home = home;
        this.background = background;
        this.inventory = new MachineInventory(home);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> clouds() {
        return Set.of(NAME);
    }

    @Override
    public List<Machine> listMachines() {
        return inventory.list();
    }

    @Override
    public List<ClusterTemplate> listTemplates() {
        return List.of(new ClusterTemplate(NAME, List.of(clusters.kubernetesVersion())));
    }

    @Override
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    @Override
    public void create(ClusterPlan plan) {
        work(plan.key(), Work.CREATE, () -> {
            inventory.claim(plan.key(), plan.machines());
            clusters.ensureRunning(plan.key(), new ClusterSpec(version(plan), SimulatedWorkers.of(plan.spec())));
        });
    }

    @Override
    public void scale(ClusterPlan plan) {
        work(plan.key(), Work.CREATE, () -> {
            inventory.claim(plan.key(), plan.machines());
            clusters.scale(plan.key(), SimulatedWorkers.of(plan.spec()));
        });
    }

    @Override
    public void delete(String key) {
        work(key, Work.DELETE, () -> clusters.delete(key));
    }

    @Override
    public Optional<String> kubeconfig(String key) {
        return clusters.kubeconfig(key).flatMap(home::read);
    }

    @Override
    public ClusterState observe(String key) {
        Work inProgress = working.get(key);
        if (inProgress == Work.DELETE) {
            return new ClusterState.Deleting("deleting cluster " + key);
        }
        Optional<ClusterObservation> found = clusters.observe(key);
        if (inProgress == Work.CREATE) {
            return found.filter(ClusterObservation::ready)
                    .map(this::ready)
                    .orElseGet(() -> new ClusterState.Creating("starting the control plane of " + key));
        }
        String failure = failures.get(key);
        if (failure != null) {
            return new ClusterState.Failed(failure);
        }
        if (found.isEmpty()) {
            return new ClusterState.Absent();
        }
        if (found.get().record().desired() == ClusterRecord.Desired.DELETED) {
            return new ClusterState.Failed("its deletion was interrupted and goes on");
        }
        return found.get().ready()
                ? ready(found.get())
                : new ClusterState.Failed("its processes do not all run; starting them again");
    }

    private ClusterState ready(ClusterObservation found) {
        List<NodePool> pools =
                SimulatedWorkers.workerPools(found.record().spec().nodePools());
        String endpoint = kubeconfig(found.name())
                .map(text -> Config.fromKubeconfig(text).getMasterUrl())
                .orElse("");
        return new ClusterState.Ready(
                endpoint, found.nodes(), found.record().spec().kubernetesVersion(), pools);
    }

    private String version(ClusterPlan plan) {
        String asked = plan.spec().kubernetesVersion();
        if (asked != null && !asked.equals(clusters.kubernetesVersion())) {
            throw new ProviderException(
                    "spec.cluster.kubernetesVersion: Invalid value: \"%s\": embedded clusters run %s"
                            .formatted(asked, clusters.kubernetesVersion()));
        }
        return clusters.kubernetesVersion();
    }

    /** Starts the work unless it is under way; a request that follows another of the kind is answered by that one. */
    private void work(String key, Work kind, Runnable task) {
        if (working.putIfAbsent(key, kind) != null) {
            return;
        }
        failures.remove(key);
        background.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.warn("cluster work failed cluster={} work={}", key, kind, e);
                failures.put(key, String.valueOf(e.getMessage()));
            } finally {
                working.remove(key);
                listeners.forEach(listener -> listener.accept(key));
            }
        });
    }
}
