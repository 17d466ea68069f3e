// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.embedded.ClusterHandle;
import dev.paddock.embedded.ClusterSpec;
import dev.paddock.embedded.ContainerNode;
import dev.paddock.embedded.EmbeddedClusters;
import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.SimulatedNodePool;
import dev.paddock.embedded.Wait;
import dev.paddock.embedded.controlplane.ClusterFiles;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real pods on real nodes. Skipped, with the reason, where this machine cannot run them. */
class ContainerNodesIT {
    private static final String FIRST = "spoke-1";
    private static final String SECOND = "spoke-2";

    @TempDir
    Path directory;

    private MachineState before;
    private LocalMachine machine;
    private EmbeddedClusters clusters;

    @BeforeAll
    static void machineCanRunContainers() {
        Optional<HostFacts.Obstacle> obstacle = HostFacts.gather().obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "no container nodes here: " + obstacle.orElseThrow());
        assumeTrue(Files.isExecutable(TestImage.BUSYBOX), "no container nodes here: apt-get install busybox-static");
    }

    @BeforeEach
    void open() throws Exception {
        before = state();
        machine = reopen();
        clusters = machine.clusters(Progress.silent());
    }

    @AfterEach
    void leaveNothing() throws Exception {
        if (machine == null) {
            return;
        }
        clusters.list().forEach(clusters::delete);
        machine.registry().stop();
        assertThat(machine.processes().list()).isEmpty();
        assertNothingLeft();
    }

    private LocalMachine reopen() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PADDOCK_HOME", directory.resolve("home").toString());
        return LocalMachine.from(environment, Clock.systemUTC(), Progress.silent());
    }

    @Test
    void podsRunAndAreReachedAsOnAnyClusterAndAStopLeavesOnlyFiles() throws Exception {
        String image = TestImage.push(machine.registry().ensureRunning(), directory);
        Instant began = Instant.now();
        ClusterHandle handle = clusters.ensureRunning(FIRST, spec("gpu", 2));
        say("node ready", began);
        try (Pods pods = new Pods(handle.kubeconfig())) {
            assertNode(pods);
            Instant asked = Instant.now();
            List<Pod> running = pods.deploy("web", image, 2);
            say("two pods running, image pulled", asked);
            Pod one = running.getFirst();

            assertThat(pods.exec(one, "wget", "-qO-", "http://web.default.svc.cluster.local:8080/"))
                    .as("a Service, found by name")
                    .isEqualTo("hello from paddock\n");
            assertThat(pods.log(one)).contains("serving");
            assertThat(pods.exec(one, "cat", "/var/run/secrets/kubernetes.io/serviceaccount/token"))
                    .startsWith("ey");
            assertThat(pods.reaches(one, "kubernetes.default.svc.cluster.local", 443))
                    .isTrue();
            assertThat(pods.metrics("node-0")).contains("container_memory_working_set_bytes{container=\"web\"");
            assertThat(pods.forwarded(one)).contains("hello from paddock");
            assertNothingOfTheHubIsReached(pods, one);

            asked = Instant.now();
            pods.deploy("later", image, 1, 0);
            say("one more pod running, image present", asked);
            assertThat(pods.reasonForWaiting("third", image)).contains("Insufficient nvidia.com/gpu");
        }
        clusters.stop(FIRST);
        assertNothingLeft();

        began = Instant.now();
        ClusterHandle again = clusters.resume(FIRST);
        say("node ready once more", began);
        try (Pods pods = new Pods(again.kubeconfig())) {
            assertNode(pods);
            assertThat(pods.running("web", 2)).hasSize(2);
        }
    }

    @Test
    void twoNodesOfOneMachineDoNotReachEachOther() throws Exception {
        String image = TestImage.push(machine.registry().ensureRunning(), directory);
        ClusterHandle first = clusters.ensureRunning(FIRST, spec("gpu", 2));
        ClusterHandle second = clusters.ensureRunning(SECOND, spec("gpu", 2));
        try (Pods here = new Pods(first.kubeconfig());
                Pods there = new Pods(second.kubeconfig())) {
            Pod mine = here.deploy("web", image, 1).getFirst();
            Pod theirs = there.deploy("web", image, 1).getFirst();
            assertThat(here.reaches(mine, address(mine), 8080)).isTrue();
            assertThat(there.reaches(theirs, address(theirs), 8080)).isTrue();
            assertThat(here.reaches(mine, address(theirs), 8080)).isFalse();
            assertThat(there.reaches(theirs, address(mine), 8080)).isFalse();
            assertThat(here.reaches(mine, network(SECOND).node(), 10_250)).isFalse();
            assertThat(here.reaches(mine, network(SECOND).machine(), port(second)))
                    .isFalse();

            clusters.delete(FIRST);
            assertThat(there.exec(theirs, "wget", "-qO-", "http://web.default.svc.cluster.local:8080/"))
                    .as("the other one does not notice")
                    .isEqualTo("hello from paddock\n");
        }
    }

    @Test
    void whatIsKilledComesBackWithoutHarmToWhatRuns() throws Exception {
        String image = TestImage.push(machine.registry().ensureRunning(), directory);
        ClusterHandle handle = clusters.ensureRunning(FIRST, spec("gpu", 1));
        try (Pods pods = new Pods(handle.kubeconfig())) {
            Pod pod = pods.deploy("web", image, 1).getFirst();
            String container = container(pod);
            kill("containerd");
            kill("kubelet");
            assertThat(clusters.observe(FIRST).orElseThrow().ready()).isFalse();

            // Another launcher, as after a crash of the first.
            EmbeddedClusters later = reopen().clusters(Progress.silent());
            later.resume(FIRST);
            assertNode(pods);
            Pod kept = pods.running("web", 1).getFirst();
            assertThat(container(kept)).as("it ran on meanwhile").isEqualTo(container);

            // The whole room, as after a loss of power.
            kill("node");
            kill("kubelet");
            later.resume(FIRST);
            assertNode(pods);
            Pod replaced = pods.restarted("web", container);
            assertThat(pods.exec(replaced, "wget", "-qO-", "http://web.default.svc.cluster.local:8080/"))
                    .isEqualTo("hello from paddock\n");
        }
    }

    @Test
    void theKindOfNodesIsForGood() {
        clusters.ensureApiServer(FIRST, new ClusterSpec(clusters.kubernetesVersion(), List.of()));
        assertThatThrownBy(() -> clusters.ensureRunning(FIRST, spec("gpu", 1)))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("cluster spoke-1: its nodes are simulated, and that cannot change; "
                        + "delete the cluster and create it anew");
        SimulatedNodePool pool = new SimulatedNodePool("gpu", 1, 1, 1024, null, 0, Map.of());
        assertThatThrownBy(
                        () -> new ClusterSpec("v1", List.of(pool), new ContainerNode("gpu", null, 0, Map.of()), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertNothingOfTheHubIsReached(Pods pods, Pod pod) {
        String hub = network(FIRST).machine();
        int mirror = machine.ports().claimed(FIRST + "/registry").orElseThrow();
        int etcd = machine.ports().claimed(FIRST + "/etcd").orElseThrow();
        int registry = machine.ports().claimed("registry/https").orElseThrow();
        assertThat(pods.reaches(pod, hub, mirror))
                .as("the registry is the node's, not its pods'")
                .isFalse();
        assertThat(pods.reaches(pod, hub, etcd)).isFalse();
        assertThat(pods.reaches(pod, hub, registry)).isFalse();
    }

    private void assertNode(Pods pods) {
        Node node = pods.node("node-0");
        assertThat(node.getStatus().getNodeInfo().getContainerRuntimeVersion()).startsWith("containerd://");
        assertThat(node.getMetadata().getLabels())
                .containsEntry("nvidia.com/gpu.product", "NVIDIA-A100")
                .containsEntry("paddock.dev/simulated-gpus", "true")
                .doesNotContainKey("paddock.dev/simulated");
        assertThat(Objects.requireNonNull(node.getStatus().getAllocatable().get("nvidia.com/gpu"))
                        .getAmount())
                .isEqualTo(Objects.requireNonNull(node.getMetadata().getLabels().get("nvidia.com/gpu.count")));
    }

    private ClusterSpec spec(String pool, int gpus) {
        return new ClusterSpec(clusters.kubernetesVersion(), new ContainerNode(pool, "NVIDIA-A100", gpus, Map.of()));
    }

    private NodeNetwork network(String cluster) {
        ClusterFiles files = ClusterFiles.of(machine.home(), cluster);
        return new NodeNetworks(machine.home(), machine.locks(), new HostCommand(), Path.of("/sys/class/net"))
                .recorded(files)
                .orElseThrow();
    }

    private static String address(Pod pod) {
        return pod.getStatus().getPodIP();
    }

    private static String container(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst().getContainerID();
    }

    private static int port(ClusterHandle handle) {
        return java.net.URI.create(handle.server()).getPort();
    }

    private void kill(String program) {
        String id = FIRST + "." + program;
        long pid = machine.processes().identity(id).orElseThrow().pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        assertThat(Wait.until(Duration.ofSeconds(10), () -> !machine.processes().alive(id)))
                .isTrue();
    }

    private MachineState state() throws Exception {
        return MachineState.now(directory, nodes());
    }

    private List<NodeFiles> nodes() {
        Home home = new Home(directory.resolve("home"));
        return Stream.of(FIRST, SECOND)
                .map(name -> NodeFiles.of(home, ClusterFiles.of(home, name)))
                .toList();
    }

    /** The kernel takes a moment to take an empty network apart. The registry, which is not of any node, may go on. */
    private void assertNothingLeft() throws Exception {
        Instant patience = Instant.now().plusSeconds(10);
        Wait wait = Wait.atMost(Duration.ofSeconds(10));
        MachineState now = state();
        while (!now.withoutProcesses().equals(before.withoutProcesses())
                && Instant.now().isBefore(patience)) {
            wait.pause();
            now = state();
        }
        assertThat(now.withoutProcesses()).isEqualTo(before.withoutProcesses());
        assertThat(now.processes()).allMatch(line -> line.contains("home/registry/"));
        assertThat(nodes()).allSatisfy(files -> assertThat(files.runtime()).doesNotExist());
    }

    private static void say(String what, Instant since) {
        System.out.printf(
                "%s: %d ms%n", what, Duration.between(since, Instant.now()).toMillis());
    }
}
