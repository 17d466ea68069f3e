// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.ContainerNode;
import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.controlplane.ClusterFiles;
import dev.paddock.embedded.controlplane.ControlPlane;
import dev.paddock.embedded.pki.KeyMaterial;
import dev.paddock.embedded.pki.Pki;
import dev.paddock.embedded.pki.Subject;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.registry.RegistryMirror;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives a cluster a node on this machine whose pods really run. Every step may be repeated and finds what an earlier call has
 * left. The caller holds the cluster's lock and has asked {@link HostFacts} whether this machine can do it.
 */
public final class ContainerNodes {
    private static final String FIELD_MANAGER = "paddock-embedded";
    private static final Duration READY_PATIENCE = Duration.ofSeconds(90);
    private static final Duration POD_GRACE = Duration.ofSeconds(5);
    private static final Path INTERFACES = Path.of("/sys/class/net");
    static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private final Home home;
    private final Clock clock;
    private final ProcessRegistry processes;
    private final ControlPlane controlPlane;
    private final NodeNetworks networks;
    private final NodeLink link;
    private final Firewall firewall;
    private final NodeSpace space;
    private final NodePrograms programs;
    private final RegistryMirror mirror;

    public ContainerNodes(LocalMachine machine, ControlPlane controlPlane) {
        this.home = machine.home();
        this.clock = machine.clock();
        this.processes = machine.processes();
        this.controlPlane = controlPlane;
        HostCommand commands = new HostCommand();
        this.networks = new NodeNetworks(home, machine.locks(), commands, INTERFACES);
        this.link = new NodeLink(commands, INTERFACES);
        this.firewall = new Firewall(commands);
        this.space = new NodeSpace(home, machine.binaries(), processes, CGROUPS);
        this.programs = new NodePrograms(home, machine.binaries(), processes, space, commands);
        this.mirror = new RegistryMirror(machine);
    }

    /** The network of a cluster's node, if it ever had one. */
    public Optional<NodeNetwork> network(ClusterFiles cluster) {
        return networks.recorded(cluster);
    }

    /** The first half: the address that the API server is to bind to is there when this returns. */
    public NodeNetwork ensureNetwork(ClusterFiles cluster) {
        NodeFiles files = NodeFiles.of(home, cluster);
        if (!space.open(files)) {
            clear(files, Duration.ZERO);
        }
        NodeNetwork network = networks.claim(files);
        link.ensure(files, network, space.ensure(files));
        return network;
    }

    /** The second half, when the API server answers; returns when the node is ready with its GPUs, Services and names. */
    public void ensure(ClusterFiles cluster, NodeNetwork network, ContainerNode node) {
        NodeFiles files = NodeFiles.of(home, cluster);
        Optional<RegistryMirror.Mirror> registry =
                mirror.ensureRunning(cluster.name(), network.machine(), files.mirror());
        int apiServer = controlPlane
                .port(cluster)
                .orElseThrow(() -> new EmbeddedException("cluster %s has no API server yet".formatted(cluster.name())));
        firewall.ensure(
                files,
                network,
                new Firewall.Openings(
                        apiServer, registry.map(found -> port(found.endpoint().address()))));
        NodeConfiguration configuration = configuration(files, network, node);
        programs.ensureContainerd(configuration);
        name(files, registry);
        try (KubernetesClient client = client(cluster)) {
            NodeRoles.ensure(client, FIELD_MANAGER);
            Instant before = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            ProcessRegistry.Outcome kubelet = programs.startKubelet(configuration);
            programs.startProxyAndDns(
                    configuration,
                    Resolver.forwards(home.read(configuration.resolver()).orElse("")));
            Instant since = kubelet == ProcessRegistry.Outcome.STARTED ? before : Instant.EPOCH;
            NodeObject object = new NodeObject(client, node, FIELD_MANAGER);
            processes.awaitReady(
                    files.process("kubelet"),
                    READY_PATIENCE,
                    () -> programs.kubeletListens(network) && object.complete(since));
        } catch (KubernetesClientException e) {
            throw new EmbeddedException("%s: cannot make its node: %s".formatted(cluster.name(), e.getMessage()), e);
        }
        programs.awaitProxyAndDns(configuration);
    }

    /** The first half of the end: the node's programs, while the API server can still be told. Containers go on. */
    public void stop(ClusterFiles cluster, boolean atOnce) {
        NodeFiles files = NodeFiles.of(home, cluster);
        if (Files.exists(files.root())) {
            mirror.stop(cluster.name(), atOnce);
            programs.stop(files, atOnce);
        }
    }

    /**
     * The second half, when the API server is gone: it needs its address to the last. Ends all that runs on the node and
     * takes away all that is not a file below the cluster's directory.
     */
    public void close(ClusterFiles cluster, boolean atOnce) {
        NodeFiles files = NodeFiles.of(home, cluster);
        if (!Files.exists(files.root())) {
            return;
        }
        clear(files, atOnce ? Duration.ZERO : POD_GRACE);
        if (!anyNode()) {
            space.removeMountPoints();
        }
    }

    public List<String> processIds(ClusterFiles cluster) {
        NodeFiles files = NodeFiles.of(home, cluster);
        return Stream.concat(
                        Stream.of(NodeSpace.holder(files)),
                        NodePrograms.ALL.stream().map(files::process))
                .toList();
    }

    private void clear(NodeFiles files, Duration grace) {
        space.close(files, grace);
        // Of pods that are no more; who starts again takes new addresses.
        home.deleteTree(files.cniLeases());
        networks.recorded(files.cluster())
                .filter(network -> link.ours(files, network))
                .ifPresent(link::remove);
        firewall.remove(files);
    }

    private boolean anyNode() {
        return home.children(INTERFACES).stream().anyMatch(name -> name.matches(NodeNetwork.LINK_PREFIX + "\\d+"));
    }

    private NodeConfiguration configuration(NodeFiles files, NodeNetwork network, ContainerNode node) {
        ClusterFiles cluster = files.cluster();
        Pki pki = new Pki(home, cluster.pki(), clock);
        KeyMaterial authority = pki.authority("ca");
        Subject kubelet = Subject.of("system:node:" + node.nodeName(), "system:nodes");
        KeyMaterial serving = pki.serving("kubelet", authority, kubelet, List.of(node.nodeName(), network.node()));
        login(files, network, "kubelet", kubelet);
        login(files, network, "kube-proxy", Subject.of("system:kube-proxy"));
        login(files, network, "coredns", Subject.of(NodeRoles.DNS));
        return new NodeConfiguration(
                files,
                network,
                node.nodeName(),
                HostFacts.cniPlugins().orElseThrow(() -> new EmbeddedException("the CNI plugins are gone")),
                authority.certificate(),
                serving,
                Resolver.file());
    }

    private void login(NodeFiles files, NodeNetwork network, String program, Subject user) {
        controlPlane.writeKubeconfig(files.cluster(), network.reach(), files.kubeconfig(program), user);
    }

    /** Tells containerd where the hub's registry is from in here; it reads that anew at every pull. */
    private void name(NodeFiles files, Optional<RegistryMirror.Mirror> registry) {
        String wanted = registry.map(RegistryMirror.Mirror::original).orElse("");
        home.children(files.registryHosts()).stream()
                .filter(original -> !original.equals(wanted))
                .forEach(original -> home.deleteTree(files.registryHosts().resolve(original)));
        registry.ifPresent(found -> home.writeIfChanged(
                files.registryHosts().resolve(found.original()).resolve("hosts.toml"),
                NodeConfiguration.registryHosts(found)));
    }

    private static KubernetesClient client(ClusterFiles cluster) {
        Config config = Config.fromKubeconfig(cluster.kubeconfig().toFile());
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
