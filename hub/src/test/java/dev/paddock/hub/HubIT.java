// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformStatus;
import dev.paddock.api.palette.MLPlatformStatus.Phase;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.quota.Ledger;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.failpoint.Failpoint;
import dev.paddock.hub.fake.FakeAgents;
import dev.paddock.hub.fake.FakeProvider;
import dev.paddock.hub.fake.TestEngine;
import dev.paddock.hub.rendering.KeptRenderings;
import dev.paddock.providers.Providers;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole hub against a real API server; clusters and agents are fakes, everything else is what runs in production. */
@WithControlPlane(controllers = true)
class HubIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FakeProvider provider = new FakeProvider();
    private final KubernetesClient client;
    private final String namespace;
    private final FakeAgents agents;
    private final HubFixture fixture;
    private Hub hub;

    HubIT(TestCluster cluster) {
        this.client = cluster.client();
        this.namespace = "project-" + UUID.randomUUID().toString().substring(0, 8);
        this.agents = new FakeAgents(client);
        this.fixture = new HubFixture(client, namespace);
        this.hub = newHub();
    }

    @BeforeEach
    void start() {
        fixture.install();
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aDedicatedPlatformGetsAClusterAnEnvironmentAndADeploymentOfItsOwn() {
        fixture.apply(fixture.platform("alone", "dedicated", 4, ""));

        eventually(() -> {
            MLPlatformStatus status = status("alone");
            assertThat(status.conditions())
                    .filteredOn(condition -> condition.getStatus().equals("True"))
                    .extracting(condition -> condition.getType())
                    .contains("Accepted", "ProfilesResolved", "ClusterReady", "SpokeJoined", "EnvironmentReady");
            assertThat(deployment("alone")).isPresent();
        });
        assertThat(provider.clusters()).contains(namespace + "-alone");
        assertThat(status("alone").gpu())
                .hasEntrySatisfying(
                        "NVIDIA-A100", usage -> assertThat(usage.usedUnits()).isEqualTo(33_600));
        ManagedCluster cluster = cluster("alone").orElseThrow();
        assertThat(cluster.getMetadata().getLabels())
                .containsEntry(Labels.MODE, "dedicated")
                .containsEntry(Labels.ORIGIN, "pool")
                .containsEntry(Labels.POOL, "alone")
                .containsEntry(Labels.PROJECT_NAME, namespace);
        eventually(() -> assertThat(profile().used()).hasToString("4"));
    }

    @Test
    void ofTwoPlatformsThatFitOnlySinglyOneIsRejectedWithTheReason() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> both = List.of(
                    () -> apply(fixture.platform("first", "dedicated", 3, "")),
                    () -> apply(fixture.platform("second", "dedicated", 3, "")));
            for (Future<Void> done : threads.invokeAll(both)) {
                done.get();
            }
        }

        eventually(() -> {
            List<MLPlatformStatus> statuses = List.of(status("first"), status("second"));
            assertThat(statuses)
                    .filteredOn(status -> status.phase() == Phase.REJECTED)
                    .hasSize(1);
            assertThat(statuses)
                    .filteredOn(status -> status.acceptedGeneration() != null)
                    .hasSize(1);
        });
        MLPlatformStatus rejected = List.of(status("first"), status("second")).stream()
                .filter(status -> status.phase() == Phase.REJECTED)
                .findFirst()
                .orElseThrow();
        assertThat(rejected.conditions().getFirst().getReason()).isEqualTo("QuotaExceeded");
        assertThat(rejected.conditions().getFirst().getMessage())
                .startsWith("spec.cluster.workerPools: Forbidden: GPU limit exceeded: family NVIDIA-A100,"
                        + " requested 3, used 3, limit 4, level ComputeProfile " + namespace + "/limits");
    }

    @Test
    void deletingADedicatedPlatformDeletesItsClusterAndGivesBackItsGpus() {
        fixture.apply(fixture.platform("gone", "dedicated", 4, ""));
        awaitEnvironment("gone");

        delete("gone");

        eventually(() -> assertThat(platform("gone")).isEmpty());
        assertThat(provider.clusters()).doesNotContain(namespace + "-gone");
        assertThat(cluster("gone")).isEmpty();
        assertThat(pool("gone")).isEmpty();
        eventually(() -> assertThat(profile().used()).hasToString("0"));
    }

    @Test
    void anOrphanedClusterStaysCountsAndIsAdoptedByANewPlatformOfItsName() {
        fixture.apply(fixture.platform("kept", "dedicated", 4, "deletePolicy: Orphan"));
        awaitEnvironment("kept");

        delete("kept");

        eventually(() -> assertThat(platform("kept")).isEmpty());
        assertThat(provider.clusters()).contains(namespace + "-kept");
        assertThat(cluster("kept").orElseThrow().getMetadata().getLabels()).containsEntry(Labels.ORPHANED, "true");
        eventually(() -> assertThat(profile().used()).hasToString("4"));
        restart();
        fixture.apply(fixture.platform("another", "dedicated", 1, ""));
        eventually(() -> assertThat(status("another").phase()).isEqualTo(Phase.REJECTED));

        fixture.apply(fixture.platform("kept", "dedicated", 4, ""));

        awaitEnvironment("kept");
        assertThat(cluster("kept").orElseThrow().getMetadata().getLabels()).doesNotContainKey(Labels.ORPHANED);
    }

    @Test
    void aSharedPoolOutlivesItsPlatformWithItsChargeAcrossARestart() {
        fixture.apply(fixture.platform("common", "shared", 4, ""));
        awaitEnvironment("common");

        delete("common");

        eventually(() -> assertThat(platform("common")).isEmpty());
        assertThat(pool("common").orElseThrow().getMetadata().getLabels()).doesNotContainKey(Labels.DEPLOYMENT);
        assertThat(provider.clusters()).contains(namespace + "-common-common");
        restart();
        eventually(() -> assertThat(profile().used()).hasToString("4"));
    }

    @Test
    void aClusterThatNeverJoinsTimesOutAndThePlatformCanBeDeleted() {
        agents.neverJoin();
        fixture.apply(fixture.platform("silent", "dedicated", 1, "timeouts: {join: 2s}"));

        eventually(() -> {
            assertThat(status("silent").phase()).as("%s", status("silent")).isEqualTo(Phase.FAILED);
            assertThat(status("silent").conditions())
                    .anySatisfy(condition -> assertThat(condition.getReason()).isEqualTo("JoinTimedOut"));
        });

        delete("silent");

        eventually(() -> assertThat(platform("silent")).isEmpty());
        assertThat(provider.clusters()).doesNotContain(namespace + "-silent");
    }

    @Test
    void aPlatformWaitsForItsProfileAndGoesOnWhenItIsCreated() {
        fixture.apply(fixture.platform("early", "dedicated", 1, "").replace("name: clearml}", "name: later}"));
        eventually(() ->
                assertThat(status("early").conditions().get(1).getReason()).isEqualTo("WorkloadProfileNotFound"));

        fixture.apply(fixture.workloadProfile("later"));

        awaitEnvironment("early");
    }

    private Hub newHub() {
        return new Hub(
                new Hub.Parts(
                        client,
                        new Providers(List.of(provider)),
                        agents,
                        TestEngine.workers(),
                        TestEngine.workers(),
                        ReleaseRenderer.LEFT_TO_CONTROLLER,
                        Clock.systemUTC(),
                        KeptRenderings.NONE,
                        Failpoint.none()),
                new HubCache(client),
                new Ledger());
    }

    private void restart() {
        hub.close();
        hub = newHub();
        hub.start();
    }

    private void awaitEnvironment(String name) {
        eventually(() -> {
            assertThat(status(name).environmentRef()).as("%s", status(name)).isNotNull();
            assertThat(client.resources(Environment.class)
                            .inNamespace(namespace)
                            .withName(name)
                            .get())
                    .isNotNull();
            assertThat(deployment(name)).isPresent();
        });
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).untilAsserted(assertion);
    }

    private Void apply(String yaml) {
        fixture.apply(yaml);
        return null;
    }

    private void delete(String name) {
        client.resources(MLPlatform.class).inNamespace(namespace).withName(name).delete();
    }

    private MLPlatformStatus status(String name) {
        MLPlatformStatus status =
                platform(name).orElseThrow(AssertionError::new).getStatus();
        assertThat(status).as("status of %s", name).isNotNull();
        return status;
    }

    private GpuUsage profile() {
        ComputeProfile profile = client.resources(ComputeProfile.class)
                .inNamespace(namespace)
                .withName("limits")
                .get();
        assertThat(profile.getStatus()).isNotNull();
        assertThat(profile.getStatus().gpu()).containsKey("NVIDIA-A100");
        return java.util.Objects.requireNonNull(profile.getStatus().gpu().get("NVIDIA-A100"));
    }

    private Optional<MLPlatform> platform(String name) {
        return find(MLPlatform.class, name);
    }

    private Optional<ComputePool> pool(String name) {
        return find(ComputePool.class, name);
    }

    private Optional<WorkloadDeployment> deployment(String name) {
        return find(WorkloadDeployment.class, name);
    }

    private Optional<ManagedCluster> cluster(String pool) {
        return Optional.ofNullable(client.resources(ManagedCluster.class)
                .withName(namespace + "-" + pool)
                .get());
    }

    private <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
        return Optional.ofNullable(
                client.resources(type).inNamespace(namespace).withName(name).get());
    }
}
