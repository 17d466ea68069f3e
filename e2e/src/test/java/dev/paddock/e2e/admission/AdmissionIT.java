// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.paddock.core.admission.Policies;
import dev.paddock.core.quota.Ledger;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.pki.Pki;
import dev.paddock.hub.admission.AdmissionEndpoint;
import dev.paddock.hub.admission.WebhookRegistration;
import dev.paddock.hub.web.HubServer;
import dev.paddock.hub.web.TlsFiles;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithControlPlane
class AdmissionIT {
    private static final String HUB_USER = "paddock-hub";

    private final Ledger ledger = new Ledger();
    private TestCluster cluster;
    private KubernetesClient client;
    private String namespace;
    private HubServer server;

    @BeforeEach
    void aHubThatIsAskedAndAProjectWithFourGpus(TestCluster cluster, @TempDir Path home) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.namespace = cluster.namespace();
        Path directory = home.resolve("tls");
        Pki pki = new Pki(new Home(home), directory, Clock.systemUTC());
        pki.serving("tls", pki.authority("ca"), List.of("localhost", "127.0.0.1"));
        TlsFiles tls = new TlsFiles(directory);
        this.server = new HubServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls)
                .post(
                        AdmissionEndpoint.PATH,
                        new AdmissionEndpoint(Policies.unasked(), new LiveIndex(client), ledger, HUB_USER))
                .start();
        ledger.open(List.of());
        new WebhookRegistration(client).register(server.url(), tls.authority());
        // Until the API server asks, everything is admitted.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThatThrownBy(() -> client.resource(shared("probe", ""))
                                .dryRun(true)
                                .create())
                        .hasMessageContaining("has no Project"));
        create("""
                apiVersion: palette.ai/v1alpha1
                kind: Tenant
                metadata: {name: tenant-of-%s}
                spec: {}
                """);
        create("""
                apiVersion: palette.ai/v1alpha1
                kind: Project
                metadata: {name: %1$s, namespace: %1$s}
                spec: {tenantRef: {name: tenant-of-%1$s}, computeProfileRef: {name: edge-compute-profile}}
                """);
        create("""
                apiVersion: palette.ai/v1alpha1
                kind: ComputeProfile
                metadata: {name: edge-compute-profile, namespace: %s}
                spec: {gpuLimits: {NVIDIA-A100: 4}}
                """);
    }

    @AfterEach
    void askNobodyAnyMore() {
        client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(WebhookRegistration.NAME)
                .delete();
        server.close();
    }

    private HasMetadata read(String yaml) {
        return client.resource(yaml.formatted(namespace)).item();
    }

    private void create(String yaml) {
        client.resource(read(yaml)).create();
    }

    private HasMetadata shared(String name, String spec) {
        return read("""
                apiVersion: palette.ai/v1alpha1
                kind: MLPlatform
                metadata: {name: %s, namespace: %%s}
                spec: {platform: clearml, mode: shared, workloadProfileRef: {name: clearml}%s}
                """.formatted(name, spec));
    }

    private HasMetadata dedicated(int nodes) {
        return read("""
                apiVersion: palette.ai/v1alpha1
                kind: MLPlatform
                metadata: {name: big, namespace: %%s}
                spec:
                  platform: clearml
                  mode: dedicated
                  workloadProfileRef: {name: clearml}
                  clusterProfileRef: {name: infra}
                  cluster: {cloud: embedded, workerPools: [{name: gpu, nodes: %d, gpu: {family: A100, count: 2}}]}
                """.formatted(nodes));
    }

    private static KubernetesClientException refusalOf(Runnable request) {
        KubernetesClientException refusal = catchThrowableOfType(KubernetesClientException.class, request::run);
        assertThat(refusal).as("the request is refused").isNotNull();
        return refusal;
    }

    @Test
    void sixOfFourGpusAreRefusedWithTheNumbers() {
        KubernetesClientException refusal =
                refusalOf(() -> client.resource(dedicated(3)).create());

        assertThat(refusal.getCode()).isEqualTo(403);
        assertThat(refusal.getStatus().getMessage())
                .endsWith(
                        "spec.cluster.workerPools: Forbidden: GPU limit exceeded: family NVIDIA-A100, requested 6, used 0,"
                                + " limit 4, level ComputeProfile " + namespace + "/edge-compute-profile");
        assertThat(client.resource(dedicated(2)).create()).isNotNull();
    }

    @Test
    void everyErrorIsNamedWithItsField() {
        HasMetadata platform =
                shared("faulty", ", isolation: ControlPlane, environmentRef: {name: e, namespace: elsewhere}");

        KubernetesClientException refusal =
                refusalOf(() -> client.resource(platform).dryRun(true).create());

        assertThat(refusal.getCode()).isEqualTo(422);
        assertThat(refusal.getStatus().getDetails().getCauses())
                .extracting(StatusCause::getField)
                .containsExactly("spec.environmentRef.namespace", "spec.isolation");
    }

    @Test
    void aTenantWithProjectsCannotBeDeleted() {
        KubernetesClientException refusal =
                refusalOf(() -> client.resource(read("""
                apiVersion: palette.ai/v1alpha1
                kind: Tenant
                metadata: {name: tenant-of-%s}
                spec: {}
                """)).delete());

        assertThat(refusal.getCode()).isEqualTo(409);
        assertThat(refusal.getStatus().getMessage())
                .endsWith("metadata: Conflict: 1 project still exists (" + namespace + ")");
    }

    @Test
    void labelsMayBeSetOnAnObjectThatWouldBeRefusedToday() {
        client.resource(dedicated(2)).create();
        client.resource(read("""
                apiVersion: palette.ai/v1alpha1
                kind: ComputeProfile
                metadata: {name: edge-compute-profile, namespace: %s}
                spec: {gpuLimits: {NVIDIA-A100: 0}}
                """)).forceConflicts().serverSideApply();

        HasMetadata labelled = client.resource(dedicated(2)).edit(platform -> {
            platform.getMetadata().getLabels().put("team", "a");
            return platform;
        });

        assertThat(labelled.getMetadata().getLabels()).containsEntry("team", "a");
    }

    @Test
    void theHubsOwnWritesAreLetThrough() {
        Config config = Config.fromKubeconfig(
                cluster.kubeconfigFor(HUB_USER, List.of("system:masters")).toFile());
        try (KubernetesClient hub =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(hub.resource(dedicated(3)).dryRun(true).create()).isNotNull();
        }
    }

    @Test
    void nothingIsAdmittedWithoutTheHub() {
        server.close();

        assertThat(refusalOf(() -> client.resource(dedicated(2)).create())
                        .getStatus()
                        .getMessage())
                .contains("failed calling webhook");
    }
}
