// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node may reach and who may reach it, as rules in chains of its own. Its pods reach their API server and, through
 * the machine, the world outside if the machine forwards at all; no other program of this machine, no other node, and not the
 * address from which clouds hand out credentials. Nobody but this machine reaches the node.
 */
final class Firewall {
    private final HostCommand commands;

    Firewall(HostCommand commands) {
        this.commands = commands;
    }

    /** @param registryPort of the node's own mirror, which the node may ask and its pods may not */
    record Openings(int apiServerPort, Optional<Integer> registryPort) {}

    void ensure(NodeFiles files, NodeNetwork network, Openings openings) {
        commands.require(List.of("iptables-restore", "--wait", "--noflush"), rules(files, network, openings));
        jumps(files).forEach((chain, own) -> {
            if (!commands.succeeds(jump(chain, own, "--check"))) {
                commands.require(jump(chain, own, "--insert"));
            }
        });
    }

    void remove(NodeFiles files) {
        jumps(files).forEach((chain, own) -> {
            while (commands.succeeds(jump(chain, own, "--delete"))) {
                // A crash may have left it there more than once.
                continue;
            }
            String table = table(chain);
            if (commands.succeeds(List.of("iptables", "--wait", "-t", table, "--flush", own))) {
                commands.require(List.of("iptables", "--wait", "-t", table, "--delete-chain", own));
            }
        });
    }

    static String rules(NodeFiles files, NodeNetwork network, Openings openings) {
        String link = network.link();
        String others = NodeNetwork.LINK_PREFIX + "+";
        String registry = openings.registryPort()
                .map(port -> "-A %s -s %s -d %s -p tcp --dport %d -j ACCEPT\n"
                        .formatted(input(files), network.node(), network.machine(), port))
                .orElse("");
        return """
                *filter
                :%1$s - [0:0]
                :%2$s - [0:0]
                -A %1$s -i lo -j RETURN
                -A %1$s ! -i %4$s -d %5$s -j DROP
                -A %1$s ! -i %4$s -j RETURN
                -A %1$s -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
                -A %1$s -d %5$s -p tcp --dport %6$d -j ACCEPT
                %7$s-A %1$s -j REJECT
                -A %2$s -o %4$s -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
                -A %2$s -o %4$s -j DROP
                -A %2$s -i %4$s -o %8$s -j REJECT
                -A %2$s -i %4$s -d 169.254.0.0/16 -j REJECT
                -A %2$s -i %4$s -j ACCEPT
                COMMIT
                *nat
                :%3$s - [0:0]
                -A %3$s -s %9$s ! -o %8$s -j MASQUERADE
                -A %3$s -s %10$s ! -o %8$s -j MASQUERADE
                COMMIT
                """.formatted(
                        input(files),
                        forward(files),
                        out(files),
                        link,
                        network.machine(),
                        openings.apiServerPort(),
                        registry,
                        others,
                        network.pods(),
                        network.node());
    }

    private static Map<String, String> jumps(NodeFiles files) {
        return Map.of("INPUT", input(files), "FORWARD", forward(files), "POSTROUTING", out(files));
    }

    private static List<String> jump(String chain, String own, String action) {
        return List.of("iptables", "--wait", "-t", table(chain), action, chain, "-j", own);
    }

    private static String table(String chain) {
        return chain.equals("POSTROUTING") ? "nat" : "filter";
    }

    private static String input(NodeFiles files) {
        return "PADDOCK-" + files.id() + "-IN";
    }

    private static String forward(NodeFiles files) {
        return "PADDOCK-" + files.id() + "-FWD";
    }

    private static String out(NodeFiles files) {
        return "PADDOCK-" + files.id() + "-NAT";
    }
}
