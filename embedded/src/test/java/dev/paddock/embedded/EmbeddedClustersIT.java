// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.embedded.process.ProcessStatus;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClustersIT {
    private static final String NAME = "spoke-1";

    @TempDir
    Path directory;

    private LocalMachine machine;
    private EmbeddedClusters clusters;

    @BeforeEach
    void open() {
        machine = reopen();
        clusters = machine.clusters(Progress.silent());
    }

    @AfterEach
    void leaveNothing() {
        clusters.list().forEach(clusters::delete);
        assertThat(machine.processes().list()).isEmpty();
    }

    private LocalMachine reopen() {
        Map<String, String> environment = new java.util.HashMap<>(System.getenv());
        environment.put("PADDOCK_HOME", directory.resolve("home").toString());
        return LocalMachine.from(environment, Clock.systemUTC(), Progress.silent());
    }

    @Test
    void aClusterSurvivesKilledProcessesAndIsResumedWithItsState() {
        ClusterHandle first = clusters.ensureRunning(NAME, spec(2));
        try (KubernetesClient client = client(first.kubeconfig())) {
            assertThat(client.nodes().list().getItems()).hasSize(2).allSatisfy(node -> {
                assertThat(node.getMetadata().getLabels())
                        .containsEntry("nvidia.com/gpu.product", "NVIDIA-A100")
                        .containsEntry("paddock.dev/simulated", "true");
                assertThat(allocatable(node, "nvidia.com/gpu")).isEqualTo("4");
            });
            client.configMaps()
                    .inNamespace("default")
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("kept")
                            .endMetadata()
                            .build())
                    .create();
        }
        kill(NAME + ".etcd");
        kill(NAME + ".kube-apiserver");
        kill(NAME + ".kwok");
        assertThat(clusters.observe(NAME))
                .get()
                .satisfies(seen -> assertThat(seen.ready()).isFalse());

        // Another launcher, as after a crash of the first.
        EmbeddedClusters later = reopen().clusters(Progress.silent());
        ClusterHandle second = later.resume(NAME);

        assertThat(second).isEqualTo(first);
        try (KubernetesClient client = client(second.kubeconfig())) {
            assertThat(client.configMaps()
                            .inNamespace("default")
                            .withName("kept")
                            .get())
                    .isNotNull();
        }
        assertThat(later.observe(NAME))
                .get()
                .satisfies(seen -> assertThat(seen.ready()).isTrue());
    }

    @Test
    void nodesFollowTheirPoolsUpAndDownAndASecondCallChangesNothing() {
        ClusterHandle handle = clusters.ensureRunning(NAME, spec(2));
        List<Long> pids = pids();
        clusters.ensureRunning(NAME, spec(2));
        assertThat(pids()).isEqualTo(pids);

        clusters.scale(NAME, List.of(pool(3)));
        assertThat(nodeNames(handle)).containsExactly("gpu-0", "gpu-1", "gpu-2");
        clusters.scale(NAME, List.of(pool(1)));
        assertThat(nodeNames(handle)).containsExactly("gpu-0");
        clusters.scale(NAME, List.of());
        assertThat(nodeNames(handle)).isEmpty();
    }

    @Test
    void onlyHoldersOfACertificateGetIn() throws Exception {
        ClusterHandle handle =
                clusters.ensureRunning(NAME, new ClusterSpec(clusters.kubernetesVersion(), List.of(), false));
        Path stranger = directory.resolve("stranger");
        clusters.writeKubeconfig(NAME, stranger, "stranger", List.of("nobody"));
        try (KubernetesClient client = client(stranger)) {
            assertThatThrownBy(() -> client.secrets().inNamespace("default").list())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("User \"stranger\" cannot list");
        }
        Config anonymous = Config.fromKubeconfig(handle.kubeconfig().toFile());
        anonymous.setClientCertData(null);
        anonymous.setClientKeyData(null);
        anonymous.setHttp2Disable(true);
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(anonymous).build()) {
            assertThatThrownBy(() -> client.namespaces().list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            refused -> assertThat(refused.getCode()).isEqualTo(401));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(handle.kubeconfig())))
                .isEqualTo("rw-------");
    }

    private ClusterSpec spec(int nodes) {
        return new ClusterSpec(clusters.kubernetesVersion(), List.of(pool(nodes)));
    }

    private static SimulatedNodePool pool(int nodes) {
        return new SimulatedNodePool("gpu", nodes, 32, 262_144, "NVIDIA-A100", 4, Map.of());
    }

    private static String allocatable(Node node, String resource) {
        return Objects.requireNonNull(node.getStatus().getAllocatable().get(resource))
                .getAmount();
    }

    private static List<String> nodeNames(ClusterHandle handle) {
        try (KubernetesClient client = client(handle.kubeconfig())) {
            return client.nodes().list().getItems().stream()
                    .map(node -> node.getMetadata().getName())
                    .toList();
        }
    }

    private List<Long> pids() {
        return machine.processes().list().stream()
                .map(ProcessStatus.Running.class::cast)
                .map(ProcessStatus.Running::pid)
                .toList();
    }

    private void kill(String id) {
        long pid = machine.processes().identity(id).orElseThrow().pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        assertThat(Wait.until(Duration.ofSeconds(10), () -> !machine.processes().alive(id)))
                .isTrue();
    }

    private static KubernetesClient client(Path kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }
}
