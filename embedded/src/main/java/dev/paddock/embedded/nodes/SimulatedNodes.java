// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.nodes;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.SimulatedNodePool;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.embedded.controlplane.ClusterFiles;
import dev.paddock.embedded.process.Fingerprint;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.process.ProcessSpec;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a cluster's simulated nodes be exactly those of its pools, and keeps a KWOK process that plays their kubelets.
 * Nodes that somebody else added are left alone.
 */
public final class SimulatedNodes {
    private static final String FIELD_MANAGER = "paddock-embedded";
    private static final Duration READY_PATIENCE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Home home;
    private final NativeBinaries binaries;
    private final ProcessRegistry processes;

    public SimulatedNodes(Home home, NativeBinaries binaries, ProcessRegistry processes) {
        this.home = home;
        this.binaries = binaries;
        this.processes = processes;
    }

    /** Returns when every node of the pools is Ready and no other simulated one is left. */
    public void ensure(ClusterFiles files, List<SimulatedNodePool> pools) {
        Config config = Config.fromKubeconfig(files.kubeconfig().toFile());
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            KwokRole.ensure(client, FIELD_MANAGER);
            startKwok(files);
            List<Node> wanted = NodeObjects.of(pools, binaries.kubernetesVersion());
            Map<String, Node> present = simulated(client);
            Set<String> names =
                    wanted.stream().map(node -> node.getMetadata().getName()).collect(Collectors.toSet());
            present.keySet().stream()
                    .filter(name -> !names.contains(name))
                    .forEach(name -> client.nodes().withName(name).delete());
            wanted.forEach(
                    node -> ensure(client, node, present.get(node.getMetadata().getName())));
            processes.awaitReady(process(files), READY_PATIENCE, () -> allReady(client, names));
        } catch (KubernetesClientException e) {
            throw new EmbeddedException("%s: cannot make its nodes: %s".formatted(files.name(), e.getMessage()), e);
        }
    }

    public void stop(ClusterFiles files, boolean atOnce) {
        processes.stop(process(files), atOnce ? Duration.ZERO : GRACE);
    }

    public String process(ClusterFiles files) {
        return files.process(Component.KWOK);
    }

    private void startKwok(ClusterFiles files) {
        processes.ensureRunning(
                new ProcessSpec(
                        process(files),
                        binaries.command(
                                Component.KWOK,
                                "--kubeconfig=" + files.kubeconfig(Component.KWOK),
                                "--config=" + configuration(files),
                                "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
                                "--node-lease-duration-seconds=40",
                                "--v=WARN"),
                        Map.of(),
                        files.root(),
                        files.log(Component.KWOK),
                        Fingerprint.of(binaries.key(), stages())),
                GRACE);
    }

    private Path configuration(ClusterFiles files) {
        Path file = files.root().resolve("kwok.yaml");
        home.writeIfChanged(file, stages());
        return file;
    }

    private static String stages() {
        try (InputStream stream =
                Objects.requireNonNull(SimulatedNodes.class.getResourceAsStream("kwok.yaml"), "kwok.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("kwok.yaml is missing from the jar", e);
        }
    }

    private static Map<String, Node> simulated(KubernetesClient client) {
        return client.nodes().withLabel(NodeObjects.SIMULATED_LABEL, "true").list().getItems().stream()
                .collect(Collectors.toMap(node -> node.getMetadata().getName(), Function.identity()));
    }

    private static void ensure(KubernetesClient client, Node wanted, @Nullable Node present) {
        if (present == null) {
            client.nodes().resource(wanted).create();
            return;
        }
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(FIELD_MANAGER)
                .build();
        if (!sameMetadata(wanted, present)) {
            Node body = new NodeBuilder(wanted).withStatus(null).build();
            client.nodes().resource(present).patch(context, body);
        }
        if (!wanted.getStatus().getCapacity().equals(present.getStatus().getCapacity())
                || !wanted.getStatus()
                        .getAllocatable()
                        .equals(present.getStatus().getAllocatable())) {
            client.nodes().resource(present).subresource("status").patch(context, statusOnly(wanted));
        }
    }

    private static boolean sameMetadata(Node wanted, Node present) {
        return present.getMetadata()
                        .getLabels()
                        .entrySet()
                        .containsAll(wanted.getMetadata().getLabels().entrySet())
                && Objects.equals(taints(wanted), taints(present));
    }

    // The node lifecycle controller adds taints of its own for as long as a node is not ready.
    private static Set<?> taints(Node node) {
        return node.getSpec().getTaints().stream()
                .filter(taint -> !taint.getKey().startsWith("node.kubernetes.io/"))
                .map(taint -> List.of(taint.getKey(), String.valueOf(taint.getValue()), taint.getEffect()))
                .collect(Collectors.toSet());
    }

    private static Node statusOnly(Node wanted) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(wanted.getMetadata().getName())
                .endMetadata()
                .withNewStatus()
                .withCapacity(wanted.getStatus().getCapacity())
                .withAllocatable(wanted.getStatus().getAllocatable())
                .endStatus()
                .build();
    }

    private static boolean allReady(KubernetesClient client, Set<String> names) {
        Map<String, Node> present = simulated(client);
        return present.keySet().equals(names) && present.values().stream().allMatch(SimulatedNodes::ready);
    }

    private static boolean ready(Node node) {
        return node.getStatus() != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
