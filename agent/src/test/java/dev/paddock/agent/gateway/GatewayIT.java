// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.agent.kube.ConditionList;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.agent.volumes.VolumeController;
import dev.paddock.api.gateway.Gateway;
import dev.paddock.api.gateway.GatewayNames;
import dev.paddock.api.gateway.HTTPRoute;
import dev.paddock.embedded.ClusterHandle;
import dev.paddock.embedded.ClusterSpec;
import dev.paddock.embedded.ContainerNode;
import dev.paddock.embedded.EmbeddedClusters;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.containers.GatewayProcess;
import dev.paddock.embedded.containers.HostFacts;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a browser's address to a pod and its volume, on a real cluster. Skipped, with the reason, where pods cannot run. */
class GatewayIT {

    private static final String SPOKE = "spoke-1";
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    @TempDir
    Path directory;

    private LocalMachine machine;
    private EmbeddedClusters clusters;
    private ScheduledThreadPoolExecutor timer;
    private @Nullable Running running;

    @BeforeAll
    static void machineCanRunContainers() {
        Optional<HostFacts.Obstacle> obstacle = HostFacts.gather().obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "no container nodes here: " + obstacle.orElseThrow());
        assumeTrue(Files.isExecutable(BUSYBOX), "no container nodes here: apt-get install busybox-static");
    }

    @BeforeEach
    void open() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PADDOCK_HOME", directory.resolve("home").toString());
        machine = LocalMachine.from(environment, Clock.systemUTC(), Progress.silent());
        clusters = machine.clusters(Progress.silent());
        timer = new ScheduledThreadPoolExecutor(1);
    }

    @AfterEach
    void leaveNothing() {
        if (machine == null) {
            return;
        }
        end();
        timer.shutdownNow();
        clusters.list().forEach(clusters::delete);
        assertThat(machine.processes().list()).isEmpty();
        assertThat(machine.home().cluster(SPOKE)).doesNotExist();
    }

    /** What the agent of a cluster does for its addresses and volumes. */
    private record Running(KubernetesClient client, GatewayController gateway, VolumeController volumes) {}

    @Test
    void anAddressOpensAndDataOutlivesPodAndCluster() throws Exception {
        KubernetesClient client = begin(clusters.ensureRunning(SPOKE, spec()));
        within(60).untilAsserted(() -> assertThat(gateway(client)).containsEntry("Programmed", "True"));
        apply(client, "web.yaml");
        apply(client, "routes.yaml");
        within(60)
                .untilAsserted(() -> assertThat(status("http://web-team.paddock.localhost:" + port() + "/"))
                        .isEqualTo("200"));

        String url = "http://web-team.paddock.localhost:" + port() + "/";
        // It is said a moment after it is so.
        within(20).untilAsserted(() -> assertThat(url(client, "web")).contains(url));
        String first = get(url);
        assertThat(first).startsWith("web-");
        assertRoutes(client, first);

        Pod before = pod(client);
        client.resource(before).delete();
        Pod after = client.pods()
                .inNamespace("team")
                .withLabel("app", "web")
                .waitUntilCondition(
                        pod -> pod != null
                                && !pod.getMetadata()
                                        .getUid()
                                        .equals(before.getMetadata().getUid())
                                && ready(pod),
                        60,
                        TimeUnit.SECONDS);
        within(20).untilAsserted(() -> assertThat(get(url)).isEqualTo(first));
        assertThat(after.getMetadata().getName()).isNotEqualTo(first.strip());

        end();
        clusters.stop(SPOKE);
        assertThat(status(url)).as("nothing listens any more").isEqualTo("000");
        KubernetesClient again = begin(clusters.resume(SPOKE));
        within(90).untilAsserted(() -> assertThat(get(url)).isEqualTo(first));

        assertGatewayComesBack(url, first);
        assertClaimTakesItsDirectoryAlong(again);
    }

    private void assertRoutes(KubernetesClient client, String first) throws Exception {
        assertThat(get(at("second-team", "/"))).isEqualTo(first);
        assertThat(get(at("second-team", "/api/"))).isEqualTo("the api\n");
        assertThat(status(at("second-team", "/apix"))).isEqualTo("404");
        within(20)
                .untilAsserted(() -> assertThat(get(at("ingress-team", "/")))
                        .as("an Ingress")
                        .isEqualTo(first));
        assertThat(status(at("idle-team", "/"))).isEqualTo("503");
        assertThat(get(at("idle-team", "/"))).contains("Service team/idle has no ready pod behind port 80.");
        assertThat(status(at("unknown-team", "/"))).isEqualTo("404");
        assertThat(status(at("filtered-team", "/")))
                .as("not served without its filter")
                .isEqualTo("404");

        Condition refused = accepted(client, "filtered");
        assertThat(refused.getStatus()).isEqualTo("False");
        assertThat(refused.getMessage()).isEqualTo("spec.rules[0].filters: not served here");
        String version = route(client, "web").getMetadata().getResourceVersion();
        client.services().inNamespace("team").withName("idle").edit(idle -> {
            idle.getMetadata().setLabels(Map.of("touched", "yes"));
            return idle;
        });
        // The next pass over everything rewrites nothing.
        within(20)
                .pollDelay(Duration.ofSeconds(6))
                .untilAsserted(
                        () -> assertThat(route(client, "web").getMetadata().getResourceVersion())
                                .isEqualTo(version));
    }

    /** A crash of HAProxy is mended by whoever mends the cluster, and it is then told its routes again. */
    private void assertGatewayComesBack(String url, String first) throws Exception {
        long pid = machine.processes()
                .identity(GatewayProcess.id(SPOKE))
                .orElseThrow()
                .pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        within(10).untilAsserted(() -> assertThat(status(url)).isEqualTo("000"));
        assertThat(clusters.observe(SPOKE).orElseThrow().ready()).isFalse();
        clusters.resume(SPOKE);
        within(30).untilAsserted(() -> assertThat(get(url)).isEqualTo(first));
    }

    private void assertClaimTakesItsDirectoryAlong(KubernetesClient client) throws IOException {
        Path volumes = machine.home().cluster(SPOKE).resolve("volumes");
        assertThat(machine.home().children(volumes)).hasSize(1);
        client.apps().deployments().inNamespace("team").withName("web").delete();
        client.persistentVolumeClaims().inNamespace("team").withName("data").delete();
        within(60)
                .untilAsserted(
                        () -> assertThat(machine.home().children(volumes)).isEmpty());
        within(20)
                .untilAsserted(() ->
                        assertThat(client.persistentVolumes().list().getItems()).isEmpty());
    }

    private KubernetesClient begin(ClusterHandle cluster) throws IOException {
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
                .build();
        BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(2), RandomGenerator.getDefault());
        running = new Running(
                client,
                new GatewayController(client, settings(), backOff, timer, Clock.systemUTC()),
                new VolumeController(
                        client, machine.home().cluster(SPOKE).resolve("volumes"), backOff, timer, Clock.systemUTC()));
        return client;
    }

    private void end() {
        Running current = running;
        running = null;
        if (current != null) {
            current.gateway().close();
            current.volumes().close();
            current.client().close();
        }
    }

    private GatewaySettings settings() throws IOException {
        return GatewaySettings.read(GatewayProcess.directory(machine.home(), SPOKE));
    }

    private int port() throws IOException {
        return settings().port();
    }

    private String at(String host, String path) throws IOException {
        return "http://" + host + ".paddock.localhost:" + port() + path;
    }

    private Optional<String> url(KubernetesClient client, String route) throws IOException {
        return new ServedUrl(settings()).of(List.of(ObjectApi.tree(route(client, route))));
    }

    private static HTTPRoute route(KubernetesClient client, String name) {
        return Objects.requireNonNull(client.resources(HTTPRoute.class)
                .inNamespace("team")
                .withName(name)
                .get());
    }

    private static Condition accepted(KubernetesClient client, String route) {
        return ConditionList.find(
                        Objects.requireNonNull(route(client, route).getStatus())
                                .parents()
                                .getFirst()
                                .conditions(),
                        "Accepted")
                .orElseThrow();
    }

    private static Map<String, String> gateway(KubernetesClient client) {
        Gateway gateway = client.resources(Gateway.class)
                .inNamespace(GatewayNames.NAMESPACE)
                .withName(GatewayNames.NAME)
                .get();
        Map<String, String> conditions = new HashMap<>();
        if (gateway != null && gateway.getStatus() != null) {
            gateway.getStatus()
                    .conditions()
                    .forEach(condition -> conditions.put(condition.getType(), condition.getStatus()));
        }
        return conditions;
    }

    private static Pod pod(KubernetesClient client) {
        return client.pods()
                .inNamespace("team")
                .withLabel("app", "web")
                .list()
                .getItems()
                .getFirst();
    }

    private static boolean ready(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static void apply(KubernetesClient client, String resource) throws IOException {
        try (InputStream stream = Objects.requireNonNull(GatewayIT.class.getResourceAsStream(resource))) {
            for (HasMetadata object : client.load(stream).items()) {
                client.resource(object).create();
            }
        }
    }

    /** The way a person would look: curl, as browsers do, takes every name below localhost for this machine. */
    private static String get(String url) throws Exception {
        return curl("-s", url);
    }

    private static String status(String url) throws Exception {
        return curl("-s", "-o", "/dev/null", "-w", "%{http_code}", url);
    }

    private static String curl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "--max-time", "5"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return text;
        }
    }

    private static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(200));
    }

    private ClusterSpec spec() {
        return new ClusterSpec(clusters.kubernetesVersion(), new ContainerNode("cpu", null, 0, Map.of()));
    }
}
