// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.embedded.process.Fingerprint;
import dev.paddock.embedded.process.Keeper;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.process.ProcessSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The programs of a node, in its room: starts them with the configuration they should have, and knows when each is ready. */
final class NodePrograms {
    static final String CONTAINERD = "containerd";
    static final List<String> ALL = List.of(CONTAINERD, "kubelet", "kube-proxy", "coredns");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final Home home;
    private final NativeBinaries binaries;
    private final ProcessRegistry processes;
    private final NodeSpace space;
    private final HostCommand commands;
    private final PauseImage pause;

    NodePrograms(Home home, NativeBinaries binaries, ProcessRegistry processes, NodeSpace space, HostCommand commands) {
        this.home = home;
        this.binaries = binaries;
        this.processes = processes;
        this.space = space;
        this.commands = commands;
        this.pause = new PauseImage(home, commands);
    }

    void ensureContainerd(NodeConfiguration configuration) {
        NodeFiles files = configuration.files();
        home.directory(files.runtime());
        home.directory(files.cniLeases());
        home.directory(files.registryHosts());
        home.writeIfChanged(files.cniConfigurations().resolve("10-paddock.conflist"), configuration.cni());
        Path config = write(files, "containerd.toml", configuration.containerd());
        start(files, CONTAINERD, List.of("containerd", "--config", config.toString()), configuration.containerd());
        processes.awaitReady(
                files.process(CONTAINERD),
                PATIENCE,
                () -> Files.exists(files.socket()) && commands.succeeds(ctr(files, "plugins", "list", "--quiet")));
        importPause(files);
    }

    ProcessRegistry.Outcome startKubelet(NodeConfiguration configuration) {
        NodeFiles files = configuration.files();
        home.directory(files.podLogs());
        home.directory(files.volumePlugins());
        Path config = write(files, "kubelet.yaml", configuration.kubelet());
        return start(
                files,
                "kubelet",
                binaries.command(
                        Component.KUBELET,
                        "--config=" + config,
                        "--kubeconfig=" + files.kubeconfig("kubelet"),
                        "--root-dir=" + files.kubeletRoot(),
                        "--hostname-override=" + configuration.nodeName(),
                        "--node-ip=" + configuration.network().node()),
                configuration.kubelet());
    }

    void startProxyAndDns(NodeConfiguration configuration, boolean upstream) {
        NodeFiles files = configuration.files();
        Path proxy = write(files, "kube-proxy.yaml", configuration.kubeProxy());
        start(
                files,
                "kube-proxy",
                binaries.command(Component.KUBE_PROXY, "--config=" + proxy),
                configuration.kubeProxy());
        String corefile = configuration.coreDns(upstream);
        Path dns = write(files, "Corefile", corefile);
        start(files, "coredns", binaries.command(Component.COREDNS, "-conf", dns.toString()), corefile);
    }

    void awaitProxyAndDns(NodeConfiguration configuration) {
        NodeFiles files = configuration.files();
        String node = configuration.network().node();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
            processes.awaitReady(
                    files.process("kube-proxy"),
                    PATIENCE,
                    () -> answers(client, node, NodeConfiguration.PROXY_HEALTH_PORT, "/healthz"));
            processes.awaitReady(
                    files.process("coredns"),
                    PATIENCE,
                    () -> answers(client, node, NodeConfiguration.DNS_READY_PORT, "/ready"));
        }
    }

    /** Of the kubelet: from then on logs are shown and commands run. */
    boolean kubeletListens(NodeNetwork network) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(network.node(), NodeConfiguration.KUBELET_PORT), (int) ANSWER.toMillis());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The kubelet first: it would start again what ends. Containers go on until the room is closed. */
    void stop(NodeFiles files, boolean atOnce) {
        List.of("kubelet", "kube-proxy", "coredns", CONTAINERD)
                .forEach(program -> processes.stop(files.process(program), atOnce ? Duration.ZERO : GRACE));
    }

    /** Runs containerd's own client in the room. */
    String ctr(NodeFiles files, List<String> arguments) {
        return commands.require(ctr(files, arguments.toArray(String[]::new)));
    }

    private void importPause(NodeFiles files) {
        if (ctr(files, List.of("images", "list", "--quiet")).lines().anyMatch(PauseImage.NAME::equals)) {
            return;
        }
        Path archive = files.runtime().resolve("pause.tar");
        Path program = Path.of(binaries.command(Component.PAUSE).getFirst());
        pause.write(program, home.directory(files.runtime().resolve("pause")), archive);
        ctr(files, List.of("images", "import", archive.toString()));
        home.deleteFile(archive);
    }

    private List<String> ctr(NodeFiles files, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("ctr", "--address", files.socket().toString(), "--namespace", "k8s.io"));
        command.addAll(List.of(arguments));
        return space.inside(files, command);
    }

    private ProcessRegistry.Outcome start(NodeFiles files, String program, List<String> command, String configuration) {
        return processes.ensureRunning(
                new ProcessSpec(
                        files.process(program),
                        // The keeper is inside as well: whatever it starts later is in the same room.
                        space.inside(files, Keeper.keeping(command)),
                        Map.of(),
                        home.directory(files.root()),
                        files.log(program),
                        Fingerprint.of(binaries.key(), configuration)),
                GRACE);
    }

    private Path write(NodeFiles files, String name, String text) {
        Path file = files.configuration(name);
        home.writeIfChanged(file, text);
        return file;
    }

    private static boolean answers(HttpClient client, String host, int port, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://%s:%d%s".formatted(host, port, path)))
                    .timeout(ANSWER)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
