// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The room that a node's programs share: one network and one mount table, apart from the machine's, and a control group. One
 * idle process holds it open. What is mounted, bridged, routed or filtered inside goes with the last process, however it
 * ends; that is why nothing of it is mounted or listed outside.
 */
final class NodeSpace {
    private static final String HOLDER = "node";
    private static final Duration READY_PATIENCE = Duration.ofSeconds(20);

    /** Where it is noted which directories of the machine were made for rooms to lie on. */
    private static final Path MADE = NodeFiles.RUN.resolve("made");

    /** Directories that programs of a node use whatever they are told, and that two nodes may not share. */
    private static final List<String> PRIVATE =
            List.of("/run/containerd", "/var/lib/cni", "/var/lib/kubelet", "/var/log/containers");

    /** Volumes that a pod mounts must reach other pods that asked for it, hence shared; inside of this mount table only. */
    private static final String FURNISH = """
            mount --make-rshared /
            for directory in $1; do
                mount -t tmpfs -o mode=0755 paddock "$directory"
            done
            ip link set lo up
            echo 1 > /proc/sys/net/ipv4/ip_forward
            exec "$2"
            """;

    private static final String ENTER = """
            umask 022
            echo $$ > "$1" || exit 75
            shift
            exec "$@"
            """;

    private final Home home;
    private final NativeBinaries binaries;
    private final ProcessRegistry processes;
    private final Path cgroups;

    /** @param cgroups {@code /sys/fs/cgroup} */
    NodeSpace(Home home, NativeBinaries binaries, ProcessRegistry processes, Path cgroups) {
        this.home = home;
        this.binaries = binaries;
        this.processes = processes;
        this.cgroups = cgroups;
    }

    static String holder(NodeFiles files) {
        return files.process(HOLDER);
    }

    boolean open(NodeFiles files) {
        return processes.alive(holder(files));
    }

    NodeCgroup cgroup(NodeFiles files) {
        return new NodeCgroup(cgroups, files.cgroup());
    }

    /** @return the pid of the process that holds it open */
    long ensure(NodeFiles files) {
        cgroup(files).create();
        makeMountPoints();
        String pause = binaries.command(Component.PAUSE).getFirst();
        List<String> command = List.of(
                "unshare",
                "--net",
                "--mount",
                "--propagation",
                "slave",
                "sh",
                "-euc",
                FURNISH,
                "sh",
                String.join(" ", PRIVATE),
                pause);
        processes.ensureRunning(
                new ProcessSpec(
                        holder(files),
                        grouped(files, command),
                        Map.of(),
                        home.directory(files.root()),
                        files.log(HOLDER),
                        binaries.key()),
                Duration.ZERO);
        processes.awaitReady(holder(files), READY_PATIENCE, () -> runs(files, pause));
        return pid(files);
    }

    /** The command line that runs a program in here. */
    List<String> inside(NodeFiles files, List<String> program) {
        long pid = pid(files);
        List<String> command = new ArrayList<>(
                List.of("nsenter", "--net=/proc/%d/ns/net".formatted(pid), "--mount=/proc/%d/ns/mnt".formatted(pid)));
        command.addAll(program);
        return grouped(files, command);
    }

    /** Ends every process in here, known or not, and with the last of them the room itself. */
    void close(NodeFiles files, Duration grace) {
        NodeCgroup cgroup = cgroup(files);
        cgroup.end(grace);
        processes.stop(holder(files), Duration.ZERO);
        cgroup.remove();
        home.deleteTree(files.runtime());
        remove(NodeFiles.RUN);
    }

    // The note comes first: a crash in between leaves one about a directory that is not there.
    private void makeMountPoints() {
        PRIVATE.stream()
                .filter(directory -> !Files.isDirectory(Path.of(directory)))
                .forEach(directory -> {
                    home.directory(MADE.resolve(directory.replace('/', ':')));
                    home.directory(Path.of(directory));
                });
    }

    /** Takes away the directories that were made for rooms to lie on; for when no room is left on the machine. */
    void removeMountPoints() {
        for (String note : home.children(MADE)) {
            remove(Path.of(note.replace(':', '/')));
            remove(MADE.resolve(note));
        }
        remove(MADE);
        remove(NodeFiles.RUN);
    }

    private static void remove(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException inUse) {
            return;
        } catch (IOException e) {
            throw new EmbeddedException("cannot remove %s: %s".formatted(directory, e.getMessage()), e);
        }
    }

    private List<String> grouped(NodeFiles files, List<String> command) {
        return Stream.concat(
                        Stream.of(
                                "sh",
                                "-c",
                                ENTER,
                                "sh",
                                cgroup(files).entrance().toString()),
                        command.stream())
                .toList();
    }

    private long pid(NodeFiles files) {
        return processes
                .identity(holder(files))
                .orElseThrow(() -> new EmbeddedException(
                        "%s: the process that holds its node's network ended; run the same command again"
                                .formatted(files.cluster().name())))
                .pid();
    }

    /** By then it has become the idle program, after the room was furnished. */
    private boolean runs(NodeFiles files, String program) {
        try {
            Path running = Path.of("/proc/%d/exe".formatted(pid(files))).toRealPath();
            return running.equals(Path.of(program).toRealPath());
        } catch (IOException notYet) {
            return false;
        }
    }
}
