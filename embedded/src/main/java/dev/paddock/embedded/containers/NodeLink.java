// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pair of links between the machine and a node, with the addresses and routes on both ends. The kernel removes them when
 * the last process of the node's network ends.
 */
final class NodeLink {
    private final HostCommand commands;
    private final Path interfaces;

    /** @param interfaces {@code /sys/class/net} */
    NodeLink(HostCommand commands, Path interfaces) {
        this.commands = commands;
        this.interfaces = interfaces;
    }

    /** How a link tells whose it is. */
    static String alias(NodeFiles files) {
        return "paddock %s %s".formatted(files.id(), files.cluster().name());
    }

    /** @param holder process in whose network the node lives */
    void ensure(NodeFiles files, NodeNetwork network, long holder) {
        if (Files.notExists(interfaces.resolve(network.link()))) {
            // A crash between this link and its alias leaves the node with an end that nobody will claim.
            commands.succeeds(join(inside(holder), "link", "delete", "eth0"));
            commands.require(List.of(
                    "ip", "link", "add", network.link(), "type", "veth", "peer", "name", "eth0", "netns", "" + holder));
            commands.require(List.of("ip", "link", "set", network.link(), "alias", alias(files)));
        }
        ends(network, holder).forEach(commands::require);
    }

    /** False if it is not there, or belongs to a node of another state directory. */
    boolean ours(NodeFiles files, NodeNetwork network) {
        try {
            return Files.readString(interfaces.resolve(network.link()).resolve("ifalias"))
                    .strip()
                    .equals(alias(files));
        } catch (IOException gone) {
            return false;
        }
    }

    /** What a dead node has left; the kernel takes its time to do it by itself. */
    void remove(NodeNetwork network) {
        if (Files.exists(interfaces.resolve(network.link()))) {
            // It may vanish between the question and the command.
            commands.succeeds(List.of("ip", "link", "delete", network.link()));
        }
    }

    /** Each may be repeated. Addresses of version 6 are left out: no rule of this machine would stand in their way. */
    static List<List<String>> ends(NodeNetwork network, long holder) {
        String link = network.link();
        List<List<String>> commands = new ArrayList<>();
        commands.add(List.of("ip", "link", "set", link, "addrgenmode", "none"));
        commands.add(List.of("ip", "address", "replace", network.machine() + "/30", "dev", link));
        commands.add(List.of("ip", "link", "set", link, "up"));
        List<String> inside = inside(holder);
        commands.add(join(inside, "link", "set", "eth0", "addrgenmode", "none"));
        commands.add(join(inside, "address", "replace", network.node() + "/30", "dev", "eth0"));
        commands.add(join(inside, "link", "set", "eth0", "up"));
        commands.add(join(inside, "route", "replace", "default", "via", network.machine()));
        commands.add(List.of("ip", "route", "replace", network.pods(), "via", network.node()));
        commands.add(List.of("ip", "route", "replace", network.services(), "via", network.node()));
        return commands;
    }

    private static List<String> inside(long holder) {
        return List.of("nsenter", "--net=/proc/%d/ns/net".formatted(holder), "ip");
    }

    private static List<String> join(List<String> start, String... rest) {
        List<String> all = new ArrayList<>(start);
        all.addAll(List.of(rest));
        return all;
    }
}
