// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.containers;

import dev.paddock.testkit.fleet.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a fleet with container nodes has on this machine, as one comparable value. Others may work on the machine meanwhile, so
 * only what names this fleet counts: its state directory and the ids of its nodes. Mounts and files in system directories,
 * which name nobody, are counted whole.
 */
record Traces(
        Set<String> processes,
        Set<String> mounts,
        Set<String> networks,
        Set<String> interfaces,
        Set<String> rules,
        Set<String> cgroups,
        Set<String> files) {

    private static final Pattern NODE = Pattern.compile("/paddock-([0-9a-f]{10})(?:/|\\s)");

    /** Where containerd, the kubelet and CNI plugins leave something that nobody has told to do otherwise. */
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

    /** The ids that the nodes of a running fleet have on this machine. */
    static Set<String> nodes(Fleet fleet, Set<String> clusters) {
        return clusters.stream()
                .map(cluster -> fleet.processes()
                        .identity(cluster + ".kubelet")
                        .orElseThrow(() -> new AssertionError("there is no kubelet of " + cluster)))
                .map(kubelet -> NODE.matcher(read(Path.of("/proc", Long.toString(kubelet.pid()), "cgroup"))))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Traces of(Path home, Set<String> nodes) {
        List<Long> own = ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> pid != ProcessHandle.current().pid())
                .filter(pid -> proc(pid, "cmdline").contains(home.toString())
                        || nodes.stream().anyMatch(proc(pid, "cgroup")::contains))
                .toList();
        String ours = network(ProcessHandle.current().pid());
        return new Traces(
                collect(own.stream().map(pid -> pid + " " + proc(pid, "cmdline").replace('\0', ' '))),
                lines(read(Path.of("/proc/self/mountinfo")), line -> true),
                collect(own.stream().map(Traces::network).filter(network -> !network.equals(ours))),
                lines(output("ip", "-o", "link"), line -> names(line, nodes)),
                collect(Stream.concat(
                        lines(output("iptables-save"), line -> names(line, nodes)).stream(),
                        lines(
                                output("sh", "-c", "! command -v nft >/dev/null || nft list ruleset"),
                                line -> names(line, nodes))
                                .stream())),
                collect(tree(Path.of("/sys/fs/cgroup"), 2).filter(group -> names(group, nodes))),
                collect(Stream.concat(PLACES.stream().map(Path::of), Stream.of(home))
                        .flatMap(place -> tree(place, Integer.MAX_VALUE))
                        .filter(file -> !file.startsWith("/run/paddock") || names(file, nodes))));
    }

    /** What is in one of the two and not in the other. */
    Set<String> differences(Traces other) {
        Set<String> mine = entries();
        Set<String> theirs = other.entries();
        return collect(Stream.concat(mine.stream(), theirs.stream())
                .filter(entry -> !mine.contains(entry) || !theirs.contains(entry)));
    }

    private Set<String> entries() {
        return collect(Stream.of(processes, mounts, networks, interfaces, rules, cgroups, files)
                .flatMap(Set::stream));
    }

    private static boolean names(String text, Set<String> nodes) {
        return nodes.stream().anyMatch(text::contains);
    }

    private static Stream<String> tree(Path place, int depth) {
        if (!Files.exists(place)) {
            return Stream.of();
        }
        try (Stream<Path> entries = Files.walk(place, depth)) {
            return entries.map(Path::toString).toList().stream();
        } catch (IOException | UncheckedIOException changedMeanwhile) {
            return Stream.of();
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

    private static String proc(long pid, String file) {
        return read(Path.of("/proc", Long.toString(pid), file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }

    private static String output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> lines(String text, Predicate<String> wanted) {
        return collect(text.lines().map(String::strip).filter(wanted));
    }

    private static Set<String> collect(Stream<String> entries) {
        return entries.collect(Collectors.toCollection(TreeSet::new));
    }
}
