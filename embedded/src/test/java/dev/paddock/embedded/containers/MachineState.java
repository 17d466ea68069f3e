// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
            "/run/paddock",
            "/var/lib/cni",
            "/var/lib/containerd",
            "/var/lib/kubelet",
            "/var/log/containers",
            "/var/log/pods");

    /** @param marks parts of a command line by which a process is known to be of the test */
    static MachineState now(List<String> marks) throws IOException {
        HostCommand commands = new HostCommand();
        return new MachineState(
                processes(marks),
                lines(Files.readString(Path.of("/proc/self/mountinfo")), line -> true),
                lines(commands.require(List.of("lsns", "--noheadings", "-t", "net", "-o", "NS")), line -> true),
                lines(commands.require(List.of("ls", "/sys/class/net")), line -> true),
                lines(commands.require(List.of("ip", "-4", "route", "show", "table", "all")), line -> true),
                lines(commands.require(List.of("iptables-save")), line -> line.matches("-A .*|:\\S+ - .*")),
                nodeGroups(),
                PLACES.stream().flatMap(place -> tree(Path.of(place))).collect(Collectors.toCollection(TreeSet::new)));
    }

    MachineState withoutProcesses() {
        return new MachineState(Set.of(), mounts, networkNamespaces, interfaces, routes, rules, cgroups, files);
    }

    private static Set<String> processes(List<String> marks) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> commandLine(process.pid()).stream())
                .filter(line -> marks.stream().anyMatch(line::contains))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> commandLine(long pid) {
        try {
            return Optional.of(pid + " "
                    + Files.readString(Path.of("/proc/%d/cmdline".formatted(pid)))
                            .replace('\0', ' '));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static Set<String> nodeGroups() throws IOException {
        try (Stream<Path> groups = Files.walk(Path.of("/sys/fs/cgroup"), 2)) {
            return groups.filter(Files::isDirectory)
                    .map(Path::toString)
                    .filter(group -> group.contains("paddock-") || group.endsWith("/k8s.io"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> tree(Path place) {
        if (!Files.exists(place)) {
            return Stream.of();
        }
        try (Stream<Path> entries = Files.walk(place)) {
            return entries.map(Path::toString).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> lines(String text, Predicate<String> wanted) {
        return text.lines().map(String::strip).filter(wanted).collect(Collectors.toCollection(TreeSet::new));
    }
}
