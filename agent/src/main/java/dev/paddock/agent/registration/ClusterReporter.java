// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.registration;

import dev.paddock.agent.kube.ConditionList;
import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.StatusWriter;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.agent.queue.KeyedQueue;
import dev.paddock.agent.queue.Outcome;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterStatus;
import dev.paddock.api.ocm.ManagedClusterStatus.ClusterClaim;
import dev.paddock.api.ocm.ManagedClusterStatus.KubernetesVersion;
import dev.paddock.api.ocm.OcmNames;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Tells the hub what the cluster is and whether it answers: conditions Joined and Available, version, what its nodes offer,
 * claims. Writes only what changed. Acceptance and staleness are the hub's to judge.
 */
public final class ClusterReporter implements AutoCloseable {

    private static final Duration GATHER = Duration.ofMillis(300);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    /** What the queue holds: that the spoke is to be asked whether it is there, or that what is known is to be told. */
    private enum Task {
        PROBE,
        REPORT
    }

    /** What the spoke said of itself when it last answered. */
    private record Probe(boolean alive, String version, String id, String releases, String problem) {}

    private static final Probe NOT_ASKED = new Probe(false, "", "", "", "not asked yet");

    private static final String RELEASES = "helm.toolkit.fluxcd.io";
    private static final String RELEASES_VERSION = "v2";

    private final String cluster;
    private final KubernetesClient spoke;
    private final Lister<ManagedCluster> clusters;
    private final Lister<Node> nodes;
    private final StatusWriter<ManagedClusterStatus, ManagedCluster> writer;
    private final KeyedQueue<Task> queue;
    private final Clock clock;
    private volatile Probe last = NOT_ASKED;

    public ClusterReporter(
            String cluster,
            KubernetesClient hub,
            KubernetesClient spoke,
            Lister<ManagedCluster> clusters,
            Lister<Node> nodes,
            BackOff backOff,
            ScheduledExecutorService timer,
            Clock clock) {
        this.cluster = cluster;
        this.spoke = spoke;
        this.clusters = clusters;
        this.nodes = nodes;
        this.writer = new StatusWriter<>(hub, clusters);
        this.clock = clock;
        this.queue = new KeyedQueue<>("managedcluster", this::handle, 1, backOff, timer);
    }

    /** Something about the cluster may have changed; a burst of node events becomes one report. */
    public void changed() {
        queue.addAfter(Task.REPORT, GATHER);
    }

    /** Has the spoke asked whether it is there, and the answer reported; one that is away is asked again soon. */
    public void probe() {
        queue.add(Task.PROBE);
    }

    @Override
    public void close() {
        queue.close();
    }

    private Outcome handle(Task task) {
        if (task == Task.PROBE) {
            ask();
        }
        report();
        return task == Task.PROBE && !last.alive() ? Outcome.again(ASK_AGAIN) : Outcome.settled();
    }

    private void ask() {
        try {
            String version = spoke.getKubernetesVersion().getGitVersion();
            Namespace system = spoke.namespaces().withName("kube-system").get();
            String id = system == null ? last.id() : system.getMetadata().getUid();
            boolean releases = spoke.getApiResources(RELEASES + "/" + RELEASES_VERSION) != null;
            last = new Probe(true, version, id, releases ? RELEASES_VERSION : "", "");
        } catch (RuntimeException away) {
            last = new Probe(false, last.version(), last.id(), last.releases(), String.valueOf(away.getMessage()));
        }
    }

    private void report() {
        Optional<ManagedCluster> found = clusters.get(new NamespacedName("", cluster));
        if (last != NOT_ASKED && found.isPresent() && found.get().getSpec().accepted()) {
            writer.write(found.get(), status(found.get()));
        }
    }

    private ManagedClusterStatus status(ManagedCluster managed) {
        ManagedClusterStatus before = managed.getStatus();
        Probe probe = last;
        long generation = Objects.requireNonNullElse(managed.getMetadata().getGeneration(), 0L);
        ConditionList conditions =
                new ConditionList(before == null ? List.of() : before.conditions(), generation, clock.instant());
        conditions.set(OcmNames.CONDITION_JOINED, "True", "ManagedClusterJoined", "Managed cluster joined");
        if (probe.alive()) {
            conditions.set(
                    OcmNames.CONDITION_AVAILABLE, "True", "ManagedClusterAvailable", "Managed cluster is available");
        } else {
            conditions.set(
                    OcmNames.CONDITION_AVAILABLE,
                    "False",
                    "ManagedClusterKubeAPIServerUnavailable",
                    "The kube-apiserver does not answer: " + probe.problem());
        }
        boolean known = nodes.synced() || before == null;
        NodeInventory inventory = NodeInventory.of(nodes.all());
        return new ManagedClusterStatus(
                conditions.list(),
                known ? inventory.capacity() : before.capacity(),
                known ? inventory.allocatable() : before.allocatable(),
                version(probe, before),
                known ? claims(probe, inventory) : before.clusterClaims());
    }

    private static KubernetesVersion version(Probe probe, ManagedClusterStatus before) {
        if (!probe.version().isEmpty()) {
            return new KubernetesVersion(probe.version());
        }
        KubernetesVersion known = before == null ? null : before.version();
        return known == null ? new KubernetesVersion(null) : known;
    }

    private static List<ClusterClaim> claims(Probe probe, NodeInventory inventory) {
        List<ClusterClaim> claims = new ArrayList<>(inventory.gpuClaims());
        Map.of(
                        "kubeversion.open-cluster-management.io",
                        probe.version(),
                        "id.k8s.io",
                        probe.id(),
                        OcmNames.CLAIM_HELM_CONTROLLER,
                        probe.releases())
                .forEach((name, value) -> {
                    if (!value.isEmpty()) {
                        claims.add(new ClusterClaim(name, value));
                    }
                });
        if (inventory.simulated()) {
            claims.add(new ClusterClaim(OcmNames.CLAIM_SIMULATED, "true"));
        }
        claims.sort(Comparator.comparing(ClusterClaim::name));
        return claims;
    }
}
