// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.controlplane.ClusterFiles;
import dev.paddock.embedded.process.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the files of one node lie.
 *
 * @param id names this node among all of the machine, whatever state directory they belong to
 * @param root what outlives the node's processes: images, volumes, logs
 * @param runtime what does not; short, because paths of sockets must be
 */
record NodeFiles(ClusterFiles cluster, String id, Path root, Path runtime) {
    static final Path RUN = Path.of("/run/paddock");
    private static final int ID_LENGTH = 10;

    /** What Linux takes for the path of a socket, without the zero byte that ends it. */
    private static final int LONGEST_SOCKET = 107;

    /** The longest that a kubelet makes: it binds a random number of up to ten digits first, and renames it. */
    private static final String KUBELET_SOCKET = "spoke-99/node/kubelet/pod-resources/4294967295";

    static NodeFiles of(Home home, ClusterFiles cluster) {
        String id = Fingerprint.of(home.root().toString(), cluster.name()).substring(0, ID_LENGTH);
        return new NodeFiles(cluster, id, root(cluster), RUN.resolve(id));
    }

    private static Path root(ClusterFiles cluster) {
        return cluster.root().resolve("node");
    }

    /** A kubelet puts sockets below its root, and ends when the path of one is longer than the kernel takes. */
    static Optional<HostFacts.Obstacle> obstacle(Home home) {
        int room = LONGEST_SOCKET - bytes(home.clusters().resolve(KUBELET_SOCKET)) + bytes(home.root());
        return bytes(home.root()) <= room
                ? Optional.empty()
                : Optional.of(new HostFacts.Obstacle(
                        "the state directory %s is %d bytes long, and the kubelet's sockets leave room for %d"
                                .formatted(home.root(), bytes(home.root()), room),
                        "Set PADDOCK_HOME to a shorter path."));
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The index of the node's network, once it has one. */
    static Path networkRecord(ClusterFiles cluster) {
        return root(cluster).resolve("network");
    }

    String cgroup() {
        return "paddock-" + id;
    }

    Path containerdRoot() {
        return root.resolve("containerd");
    }

    Path containerdState() {
        return runtime.resolve("containerd");
    }

    Path socket() {
        return runtime.resolve("containerd.sock");
    }

    Path kubeletRoot() {
        return root.resolve("kubelet");
    }

    Path podLogs() {
        return root.resolve("pod-logs");
    }

    Path volumePlugins() {
        return root.resolve("volume-plugins");
    }

    Path cniConfigurations() {
        return root.resolve("cni/net.d");
    }

    Path cniLeases() {
        return root.resolve("cni/leases");
    }

    Path registryHosts() {
        return root.resolve("registry-hosts");
    }

    Path mirror() {
        return root.resolve("registry");
    }

    Path configuration(String file) {
        return root.resolve("config").resolve(file);
    }

    Path kubeconfig(String program) {
        return cluster.root().resolve("kubeconfigs").resolve(program);
    }

    Path log(String program) {
        return cluster.root().resolve("logs").resolve(program + ".log");
    }

    String process(String program) {
        return cluster.name() + "." + program;
    }
}
