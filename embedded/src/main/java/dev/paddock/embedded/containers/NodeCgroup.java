// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The control group that every process of a node is in, with one below it for the node's own programs and one for its pods.
 * It is what knows the node's processes even where no record does: those that containerd started, and all their children.
 */
final class NodeCgroup {
    private static final String PROCESSES = "cgroup.procs";
    private static final String OWN = "node";

    /** Where the kubelet puts pods. */
    private static final String PODS = "kubepods";

    private static final Duration END_PATIENCE = Duration.ofSeconds(20);

    private final Path mount;
    private final String name;

    /** @param mount {@code /sys/fs/cgroup} */
    NodeCgroup(Path mount, String name) {
        this.mount = mount;
        this.name = name;
    }

    /** Where the hierarchies are: one on a machine of today, one for each controller on an older one. */
    static List<Path> hierarchies(Path mount) {
        if (unified(mount)) {
            return List.of(mount);
        }
        try (Stream<Path> children = Files.list(mount)) {
            return children.filter(child -> !Files.isSymbolicLink(child))
                    .filter(child -> Files.exists(child.resolve(PROCESSES)))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new EmbeddedException("cannot list %s: %s".formatted(mount, e.getMessage()), e);
        }
    }

    private static boolean unified(Path mount) {
        return Files.exists(mount.resolve("cgroup.controllers"));
    }

    void create() {
        try {
            if (unified(mount)) {
                createUnified();
                return;
            }
            for (Path hierarchy : hierarchies(mount)) {
                Files.createDirectories(hierarchy.resolve(name));
            }
            Files.createDirectories(members().resolve(OWN));
        } catch (IOException e) {
            throw new EmbeddedException("cannot make control group %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    // A group may hand controllers down only while it holds no process itself; the node's are one level below.
    private void createUnified() throws IOException {
        String controllers =
                Files.readString(mount.resolve("cgroup.controllers")).strip();
        String all = Stream.of(controllers.split(" ")).map(each -> "+" + each).collect(Collectors.joining(" "));
        Path own = mount.resolve(name);
        Files.writeString(mount.resolve("cgroup.subtree_control"), all);
        Files.createDirectories(own.resolve(OWN));
        Files.writeString(own.resolve("cgroup.subtree_control"), all);
    }

    /** The file into which a process writes its pid to become one of the node's own. */
    Path entrance() {
        return members().resolve(OWN).resolve(PROCESSES);
    }

    boolean exists() {
        return Files.isDirectory(members());
    }

    /** Ends what runs in pods, asking first if there is any grace, then everything. */
    void end(Duration grace) {
        if (!exists()) {
            return;
        }
        if (grace.isPositive()) {
            Path pods = members().resolve(PODS);
            processes(pods).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
            Wait.until(grace, () -> processes(pods).isEmpty());
        }
        boolean ended = Wait.until(END_PATIENCE, () -> {
            Set<Long> left = processes(members());
            left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            return left.isEmpty();
        });
        if (!ended) {
            throw new EmbeddedException(
                    "processes %s of control group %s do not end, not even by SIGKILL; they hang in the kernel"
                            .formatted(processes(members()), name));
        }
    }

    /** Once its processes are gone; the kernel may take a moment to see that. */
    void remove() {
        for (Path hierarchy : hierarchies(mount)) {
            Path own = hierarchy.resolve(name);
            if (!Wait.until(END_PATIENCE, () -> removed(own))) {
                throw new EmbeddedException("cannot remove control group %s: it is in use".formatted(own));
            }
        }
    }

    private static boolean removed(Path group) {
        try {
            for (Path each : groups(group).reversed()) {
                Files.deleteIfExists(each);
            }
            return true;
        } catch (FileSystemException busy) {
            return false;
        } catch (IOException e) {
            throw new EmbeddedException("cannot remove control group %s: %s".formatted(group, e.getMessage()), e);
        }
    }

    private static Set<Long> processes(Path group) {
        Set<Long> pids = new TreeSet<>();
        for (Path each : groups(group)) {
            try {
                Files.readString(each.resolve(PROCESSES))
                        .lines()
                        .map(Long::valueOf)
                        .forEach(pids::add);
            } catch (IOException removedMeanwhile) {
                continue;
            }
        }
        return pids;
    }

    /** The group and all below it, outer ones first. */
    private static List<Path> groups(Path group) {
        if (!Files.isDirectory(group, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(group)) {
            return tree.filter(Files::isDirectory)
                    .sorted(Comparator.comparingInt(Path::getNameCount))
                    .toList();
        } catch (IOException | UncheckedIOException changedMeanwhile) {
            return List.of(group);
        }
    }

    private Path members() {
        return members(mount).resolve(name);
    }

    /** The hierarchy that is asked who is in: container runtimes join all, the node's own programs this one. */
    private static Path members(Path mount) {
        if (unified(mount)) {
            return mount;
        }
        Path pids = mount.resolve("pids");
        List<Path> all = hierarchies(mount);
        return all.isEmpty() || all.contains(pids) ? pids : all.getFirst();
    }
}
