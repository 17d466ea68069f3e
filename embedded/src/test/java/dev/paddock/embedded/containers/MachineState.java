// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What nodes could leave behind on a machine, as one comparable value. */
record MachineState(
        Set<String> processes,
        Set<String> mounts,
        Set<String> networkNamespaces,
        Set<String> interfaces,
        Set<String> routes,
        Set<String> rules,
        Set<String> cgroups,
        Set<String> files) {

    /** Where programs of a node are known to leave something. */
    private static final List<String> PLACES = List.of(
            "/etc/cni",
            "/opt/containerd",
            "/run/containerd",
            "/run/netns",
            "/var/lib/cni",
            "/var/lib/containerd",
            "/var/lib/kubelet",
            "/var/log/containers",
            "/var/log/pods");

    /** Others may work on this machine meanwhile, so what can be told apart is: by the nodes' ids. */
    static MachineState now(Path directory, List<NodeFiles> nodes) throws IOException {
        HostCommand commands = new HostCommand();
        List<String> ids = nodes.stream().map(NodeFiles::id).toList();
        List<Long> own = ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> read(pid, "cmdline").contains(directory.toString())
                        || ids.stream().anyMatch(read(pid, "cgroup")::contains))
                .toList();
        String links = commands.require(List.of("ip", "-o", "link"));
        Set<String> others = lines(links, line -> foreign(line, ids)).stream()
                .map(line -> line.replaceFirst("^\\d+: ([^:@]+).*$", "$1"))
                .collect(Collectors.toSet());
        return new MachineState(
                own.stream()
                        .map(pid -> pid + " " + read(pid, "cmdline").replace('\0', ' '))
                        .collect(Collectors.toCollection(TreeSet::new)),
                lines(Files.readString(Path.of("/proc/self/mountinfo")), line -> true),
                own.stream()
                        .map(MachineState::network)
                        .filter(network ->
                                !network.equals(network(ProcessHandle.current().pid())))
                        .collect(Collectors.toCollection(TreeSet::new)),
                lines(links, line -> !foreign(line, ids)),
                lines(
                        commands.require(List.of("ip", "-4", "route", "show", "table", "all")),
                        line -> others.stream().noneMatch(link -> (line + " ").contains(" dev " + link + " "))),
                lines(
                        commands.require(List.of("iptables-save")),
                        line -> ids.stream().anyMatch(line::contains)),
                nodeGroups(ids),
                PLACES.stream().flatMap(place -> tree(Path.of(place))).collect(Collectors.toCollection(TreeSet::new)));
    }

    MachineState withoutProcesses() {
        return new MachineState(Set.of(), mounts, networkNamespaces, interfaces, routes, rules, cgroups, files);
    }

    /** A node's link says whose it is; one that says nothing was left half made. */
    private static boolean foreign(String link, List<String> ids) {
        return link.contains("alias paddock ") && ids.stream().noneMatch(link::contains);
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException ended) {
            return "";
        }
    }

    private static String network(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "ns/net"))
                    .toString();
        } catch (IOException ended) {
            return "ended";
        }
    }

    private static Set<String> nodeGroups(List<String> ids) throws IOException {
        try (Stream<Path> groups = Files.walk(Path.of("/sys/fs/cgroup"), 2)) {
            return groups.filter(Files::isDirectory)
                    .map(Path::toString)
                    .filter(group -> group.endsWith("/k8s.io") || ids.stream().anyMatch(group::contains))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> tree(Path place) {
        if (!Files.exists(place)) {
            return Stream.of();
        }
        try (Stream<Path> entries = Files.walk(place)) {
            return entries.filter(Predicate.not(Files::isDirectory)).map(Path::toString).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> lines(String text, Predicate<String> wanted) {
        return text.lines().map(String::strip).filter(wanted).collect(Collectors.toCollection(TreeSet::new));
    }
}
