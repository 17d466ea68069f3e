// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import dev.paddock.agent.gateway.ServedUrl;
import dev.paddock.agent.kube.Clients;
import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.Observed;
import dev.paddock.agent.output.FolderFiller;
import dev.paddock.agent.queue.KeyedQueue;
import dev.paddock.agent.queue.Outcome;
import dev.paddock.agent.registration.ClusterReporter;
import dev.paddock.agent.registration.LeaseRenewer;
import dev.paddock.agent.registration.Registration;
import dev.paddock.agent.report.WorkloadReporter;
import dev.paddock.agent.work.WorkExecutor;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.ocm.AppliedManifestWork;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.core.artifact.Digest;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What the agent does with one identity on the hub: carries out works, reports workloads and the cluster, renews the lease.
 * Sees only its own namespace and its own ManagedCluster. A new identity is a new instance.
 */
final class HubSide implements SpokeSide.Listener, AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final AgentSettings settings;
    private final SpokeSide spoke;
    private final ScheduledExecutorService timer;
    private final KubernetesClient hub;
    private final String hubHash;
    private final Runnable onUnauthorized;

    private final Lister<ManagedCluster> clusters;
    private final Lister<ManifestWork> works;
    private final Lister<Workload> workloads;
    private final List<Lister<Secret>> secrets;
    private final Lister<Secret> variables;
    private final LeaseRenewer leases;
    private final KeyedQueue<String> heartbeat;
    private final Runnable stopListening;
    private volatile @Nullable ClusterReporter clusterReporter;
    private volatile @Nullable WorkloadReporter workloadReporter;
    private volatile @Nullable WorkExecutor executor;

    HubSide(
            AgentSettings settings,
            SpokeSide spoke,
            Config config,
            ScheduledExecutorService timer,
            Runnable onUnauthorized)
            throws IOException {
        this.settings = settings;
        this.spoke = spoke;
        this.timer = timer;
        this.onUnauthorized = onUnauthorized;
        this.hubHash = Digest.of(Registration.hubIdentity(config).getBytes(StandardCharsets.UTF_8))
                .hex();
        this.hub = Clients.open(config);
        String cluster = settings.cluster();
        this.clusters = Lister.start(
                "managedcluster", hub.resources(ManagedCluster.class).withName(cluster), this::onCluster);
        this.works =
                Lister.start("manifestworks", hub.resources(ManifestWork.class).inNamespace(cluster), this::onWork);
        this.workloads =
                Lister.start("workloads", hub.resources(Workload.class).inNamespace(cluster), this::onWorkload);
        this.secrets = travelling(cluster);
        this.variables = Lister.start(
                "variables", hub.secrets().inNamespace(cluster).withLabel(Labels.DEPLOYMENT), this::onVariables);
        this.leases = new LeaseRenewer(hub, cluster, settings.clock());
        this.clusterReporter = new ClusterReporter(
                cluster, hub, spoke.client(), clusters, spoke.nodes(), settings.backOff(), timer, settings.clock());
        this.workloadReporter = new WorkloadReporter(reporting());
        this.heartbeat = new KeyedQueue<>("heartbeat", this::beat, 1, settings.backOff(), timer);
        this.stopListening = spoke.listen(this);
        onEngines();
        heartbeat.add(cluster);
    }

    KubernetesClient client() {
        return hub;
    }

    @Override
    public void onObject(Observed object) {
        WorkExecutor running = executor;
        if (running != null) {
            running.onObject(object);
        }
        WorkloadReporter reporter = workloadReporter;
        if (reporter != null) {
            reporter.onObject(object);
        }
    }

    @Override
    public void onFlux(NamespacedName key) {
        WorkloadReporter reporter = workloadReporter;
        if (reporter != null) {
            reporter.onFlux(key);
        }
    }

    @Override
    public void onRecord(AppliedManifestWork record) {
        WorkExecutor running = executor;
        if (running != null) {
            running.onRecord(record);
        }
    }

    @Override
    public void onNodes() {
        ClusterReporter reporter = clusterReporter;
        if (reporter != null) {
            reporter.changed();
        }
    }

    @Override
    public void onInterrupted() {
        ClusterReporter reporter = clusterReporter;
        if (reporter != null) {
            reporter.probe();
        }
    }

    @Override
    public synchronized void onEngines() {
        if (spoke.worksAreOurs() && executor == null) {
            executor = new WorkExecutor(executing(), works, spoke.records());
        } else if (!spoke.worksAreOurs()) {
            stopExecutor();
        }
    }

    @Override
    public void close() {
        stopListening.run();
        heartbeat.close();
        stopExecutor();
        closeQuietly(workloadReporter);
        closeQuietly(clusterReporter);
        works.close();
        workloads.close();
        secrets.forEach(Lister::close);
        variables.close();
        clusters.close();
        hub.close();
    }

    private List<Lister<Secret>> travelling(String cluster) throws IOException {
        List<Lister<Secret>> listers = new ArrayList<>();
        for (String name : PullSecrets.NAMES) {
            listers.add(Lister.start(name, hub.secrets().inNamespace(cluster).withName(name), spoke::onHubSecret));
        }
        return List.copyOf(listers);
    }

    private synchronized void stopExecutor() {
        WorkExecutor running = executor;
        executor = null;
        closeQuietly(running);
    }

    private void onCluster(ManagedCluster cluster) {
        onNodes();
    }

    private void onWork(ManifestWork work) {
        WorkExecutor running = executor;
        if (running != null) {
            running.onWork(work);
        }
        WorkloadReporter reporter = workloadReporter;
        if (reporter != null) {
            reporter.onWork(work);
        }
    }

    private void onWorkload(Workload workload) {
        WorkloadReporter reporter = workloadReporter;
        if (reporter != null) {
            reporter.onWorkload(workload);
        }
    }

    private void onVariables(Secret secret) {
        WorkloadReporter reporter = workloadReporter;
        if (reporter != null) {
            reporter.onVariables(secret);
        }
    }

    /** A sign of life, with a look at the spoke's own first. */
    private Outcome beat(String cluster) {
        Optional<ManagedCluster> managed = clusters.get(new NamespacedName("", cluster));
        int seconds =
                managed.map(known -> known.getSpec().leaseSeconds()).orElse(ManagedClusterSpec.DEFAULT_LEASE_SECONDS);
        ClusterReporter reporter = clusterReporter;
        if (reporter != null) {
            reporter.probe();
        }
        try {
            leases.renew(seconds);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
                onUnauthorized.run();
            }
            throw refused;
        }
        return Outcome.again(managed.isPresent() ? Duration.ofSeconds(seconds) : LOOK_AGAIN);
    }

    private WorkloadReporter.Environment reporting() {
        return new WorkloadReporter.Environment(
                settings.cluster(),
                hub,
                spoke.client(),
                spoke.api(),
                spoke.watches(),
                works,
                workloads,
                spoke.kustomizations(),
                spoke.repositories(),
                settings.gateway().map(ServedUrl::new),
                new FolderFiller(spoke.client()),
                name -> variables.get(new NamespacedName(settings.cluster(), name)),
                spoke.definitions(),
                spoke::warnings,
                settings.backOff(),
                timer,
                settings.clock());
    }

    private WorkExecutor.Environment executing() {
        return new WorkExecutor.Environment(
                settings.cluster(),
                hubHash,
                hub,
                spoke.client(),
                spoke.api(),
                spoke.watches(),
                settings.backOff(),
                timer,
                settings.clock());
    }

    private static void closeQuietly(@Nullable AutoCloseable part) {
        Optional.ofNullable(part).ifPresent(running -> {
            try {
                running.close();
            } catch (Exception impossible) {
                throw new IllegalStateException("queues do not fail to close", impossible);
            }
        });
    }
}
