// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.FileLocks;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.controlplane.ClusterFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which node has which network. A node keeps its own for as long as it is on record, because its cluster's Services live in
 * it; only when a stranger took the addresses meanwhile does it get others.
 */
final class NodeNetworks {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Home home;
    private final FileLocks locks;
    private final HostCommand commands;
    private final Path interfaces;

    /** @param interfaces {@code /sys/class/net} */
    NodeNetworks(Home home, FileLocks locks, HostCommand commands, Path interfaces) {
        this.home = home;
        this.locks = locks;
        this.commands = commands;
        this.interfaces = interfaces;
    }

    Optional<NodeNetwork> recorded(ClusterFiles cluster) {
        return home.read(NodeFiles.networkRecord(cluster)).map(text -> new NodeNetwork(Integer.parseInt(text.strip())));
    }

    NodeNetwork claim(NodeFiles files) {
        try (FileLocks.Held held =
                locks.acquire(home.locks().resolve("networks"), "choosing a node's network", PATIENCE)) {
            Optional<NodeNetwork> known = recorded(files.cluster());
            if (known.filter(network -> !takenByStranger(network, files)).isPresent()) {
                return known.get();
            }
            NodeNetwork chosen = choose(files);
            home.write(NodeFiles.networkRecord(files.cluster()), Integer.toString(chosen.index()));
            return chosen;
        }
    }

    private NodeNetwork choose(NodeFiles files) {
        Set<Integer> recorded = home.children(home.clusters()).stream()
                .filter(name -> !name.equals(files.cluster().name()))
                .flatMap(name -> recorded(ClusterFiles.of(home, name)).stream())
                .map(NodeNetwork::index)
                .collect(Collectors.toSet());
        List<String> routes = commands.require(List.of("ip", "-4", "route", "show", "table", "all"))
                .lines()
                .toList();
        return IntStream.rangeClosed(1, NodeNetwork.HIGHEST)
                .filter(index -> !recorded.contains(index))
                .mapToObj(NodeNetwork::new)
                .filter(network -> Files.notExists(interfaces.resolve(network.link())))
                .filter(network -> routes.stream().noneMatch(route -> meets(route, network)))
                .findFirst()
                .orElseThrow(() -> new EmbeddedException(
                        "No network is left for a node: 10.201.1.0 to 10.201.%d.0 are all in use on this machine."
                                .formatted(NodeNetwork.HIGHEST)));
    }

    private boolean takenByStranger(NodeNetwork network, NodeFiles files) {
        return home.read(interfaces.resolve(network.link()).resolve("ifalias"))
                .filter(alias -> !alias.strip().equals(NodeLink.alias(files)))
                .isPresent();
    }

    private static boolean meets(String route, NodeNetwork network) {
        return List.of(network.machine(), network.node(), network.pods(), network.services()).stream()
                .map(address -> address.substring(0, address.lastIndexOf('.') + 1))
                .anyMatch(prefix -> route.startsWith(prefix) || route.contains(" " + prefix));
    }
}
