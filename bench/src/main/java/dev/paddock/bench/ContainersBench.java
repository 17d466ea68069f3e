// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import dev.paddock.embedded.ClusterHandle;
import dev.paddock.embedded.ClusterSpec;
import dev.paddock.embedded.ContainerNode;
import dev.paddock.embedded.EmbeddedClusters;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.process.ProcessStatus;
import dev.paddock.testkit.cluster.TestHome;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures one cluster whose pods really run: from nothing to a ready node, starting pods, and what all of it holds in memory. */
final class ContainersBench {
    private static final String CLUSTER = "spoke-1";
    private static final String NAMESPACE = "default";

    /** Every node has it, so no pull is measured. */
    private static final String PRESENT_IMAGE = "paddock.dev/pause:1";

    private static final long PATIENCE_SECONDS = 60;

    private final int pods;

    ContainersBench(int pods) {
        this.pods = pods;
    }

    List<Figure> run() {
        try (TestHome home = TestHome.create("nodes")) {
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("PADDOCK_HOME", home.path().toString());
            LocalMachine machine = LocalMachine.from(environment, Clock.systemUTC(), Progress.silent());
            EmbeddedClusters clusters = machine.clusters(Progress.silent());
            try {
                return run(clusters);
            } finally {
                clusters.delete(CLUSTER);
            }
        }
    }

    private List<Figure> run(EmbeddedClusters clusters) {
        ClusterSpec spec =
                new ClusterSpec(clusters.kubernetesVersion(), new ContainerNode("gpu", "NVIDIA-A100", 1, Map.of()));
        long start = System.nanoTime();
        ClusterHandle handle = clusters.ensureRunning(CLUSTER, spec);
        Duration cold = Duration.ofNanos(System.nanoTime() - start);
        Durations started = new Durations();
        Config config = Config.fromKubeconfig(handle.kubeconfig().toFile());
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            for (int i = 0; i < pods; i++) {
                started.add(start(client, "pod-" + i));
            }
        }
        return List.of(
                new Figure("control plane and container node ready, from nothing", Durations.seconds(cold), "30 s"),
                new Figure("pod start, image present: create to Ready", started.toString(), ""),
                new Figure(
                        "memory of a spoke with a container node (without agent, registry and pods)",
                        "%d MiB".formatted(memory(clusters) >> 20),
                        ""));
    }

    private static Duration start(KubernetesClient client, String name) {
        long start = System.nanoTime();
        client.pods().inNamespace(NAMESPACE).resource(pod(name)).create();
        client.pods().inNamespace(NAMESPACE).withName(name).waitUntilReady(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        client.pods().inNamespace(NAMESPACE).withName(name).withGracePeriod(0).delete();
        return took;
    }

    private static Pod pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(65_532L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName("main")
                .withImage(PRESENT_IMAGE)
                .withImagePullPolicy("Never")
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();
    }

    private static long memory(EmbeddedClusters clusters) {
        return clusters.observe(CLUSTER).orElseThrow().processes().stream()
                .mapToLong(process -> switch (process) {
                    case ProcessStatus.Running running -> running.memoryBytes();
                    case ProcessStatus.Dead dead ->
                        throw new IllegalStateException(dead.id() + " ended while it was measured");
                })
                .sum();
    }
}
