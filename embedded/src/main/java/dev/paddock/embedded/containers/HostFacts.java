// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.EmbeddedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this machine has for nodes that run containers. Gathering asks the machine; what follows from the answers is pure.
 *
 * @param missing Debian packages by the program that was looked for in vain
 * @param namespaces a network and a mount table of one's own can be made
 * @param overlay the kernel has the file system that containers' roots are made of
 * @param cgroups control groups are mounted and may be changed
 * @param filters packet filter and address translation answer
 * @param forwards packets from one network to another; without it pods run, but reach nothing outside
 */
public record HostFacts(
        boolean linux,
        boolean root,
        Map<String, String> missing,
        boolean namespaces,
        boolean overlay,
        boolean cgroups,
        boolean filters,
        boolean forwards) {

    private static final Map<String, String> PROGRAMS = Map.ofEntries(
            Map.entry("containerd", "containerd"),
            Map.entry("containerd-shim-runc-v2", "containerd"),
            Map.entry("ctr", "containerd"),
            Map.entry("runc", "runc"),
            Map.entry("iptables", "iptables"),
            Map.entry("iptables-restore", "iptables"),
            Map.entry("conntrack", "conntrack"),
            Map.entry("haproxy", "haproxy"),
            Map.entry("ip", "iproute2"),
            Map.entry("mount", "mount"),
            Map.entry("nsenter", "util-linux"),
            Map.entry("setpriv", "util-linux"),
            Map.entry("unshare", "util-linux"),
            Map.entry("tar", "tar"));

    /** Debian's directory, and that of the plugins' own releases. */
    private static final List<Path> CNI = List.of(Path.of("/usr/lib/cni"), Path.of("/opt/cni/bin"));

    private static final List<String> CNI_PLUGINS = List.of("bridge", "host-local", "loopback", "portmap");

    public HostFacts {
        missing = Map.copyOf(missing);
    }

    /** Why nodes cannot run containers here, and what would change that. */
    public record Obstacle(String reason, String remedy) {}

    /** The first thing in the way; later ones may follow from it. */
    public Optional<Obstacle> obstacle() {
        if (!linux) {
            return obstacle("this machine does not run Linux", "Run Paddock in a Linux virtual machine.");
        }
        if (!root) {
            return obstacle("paddock does not run as root", "Run the same command with sudo.");
        }
        if (!missing.isEmpty()) {
            String programs = missing.keySet().stream().sorted().collect(Collectors.joining(", "));
            String packages = missing.values().stream().distinct().sorted().collect(Collectors.joining(" "));
            return obstacle(programs + " not found", "apt-get install --no-install-recommends " + packages);
        }
        if (!namespaces) {
            return obstacle(
                    "the kernel refuses a network namespace and a mount namespace",
                    "Run Paddock outside of a container, or in one that is privileged.");
        }
        if (!overlay) {
            return obstacle("the kernel has no overlay file system", "modprobe overlay");
        }
        if (!cgroups) {
            return obstacle(
                    "control groups are not mounted at %s or may not be changed".formatted(ContainerNodes.CGROUPS),
                    "Mount them, or run Paddock in a privileged container.");
        }
        if (!filters) {
            return obstacle(
                    "iptables cannot read the kernel's filter and nat tables",
                    "modprobe nf_tables nft_chain_nat, or choose iptables-legacy with update-alternatives.");
        }
        return Optional.empty();
    }

    private static Optional<Obstacle> obstacle(String reason, String remedy) {
        return Optional.of(new Obstacle(reason, remedy));
    }

    /** Asks the machine; takes some tens of milliseconds and changes nothing. */
    public static HostFacts gather() {
        boolean linux = System.getProperty("os.name").equals("Linux");
        HostCommand commands = new HostCommand();
        Map<String, String> missing = new TreeMap<>();
        PROGRAMS.forEach((program, owner) -> {
            if (!onPath(program)) {
                missing.put(program, owner);
            }
        });
        if (cniPlugins().isEmpty()) {
            missing.put("CNI plugins", "containernetworking-plugins");
        }
        boolean complete = linux && missing.isEmpty();
        return new HostFacts(
                linux,
                linux && runsAsRoot(),
                missing,
                complete && commands.succeeds(List.of("unshare", "--net", "--mount", "true")),
                complete && overlay(commands),
                complete && writableCgroups(),
                complete
                        && commands.succeeds(List.of("iptables", "--wait", "-t", "filter", "-S", "FORWARD"))
                        && commands.succeeds(List.of("iptables", "--wait", "-t", "nat", "-S", "POSTROUTING")),
                linux && ipForwarding());
    }

    static Optional<Path> cniPlugins() {
        return CNI.stream()
                .filter(directory ->
                        CNI_PLUGINS.stream().allMatch(plugin -> Files.isExecutable(directory.resolve(plugin))))
                .findFirst();
    }

    private static boolean runsAsRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new EmbeddedException("cannot read whose process this is: " + e.getMessage(), e);
        }
    }

    private static boolean onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/sbin:/usr/bin:/sbin:/bin");
        return Stream.of(path.split(":"))
                .filter(directory -> !directory.isBlank())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static boolean overlay(HostCommand commands) {
        return knowsOverlay() || commands.succeeds(List.of("sh", "-c", "modprobe overlay")) && knowsOverlay();
    }

    private static boolean knowsOverlay() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/filesystems"))) {
            return lines.anyMatch(line -> line.endsWith("\toverlay"));
        } catch (IOException e) {
            throw new EmbeddedException("cannot read /proc/filesystems: " + e.getMessage(), e);
        }
    }

    private static boolean ipForwarding() {
        try {
            return Files.readString(Path.of("/proc/sys/net/ipv4/ip_forward"))
                    .strip()
                    .equals("1");
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean writableCgroups() {
        List<Path> hierarchies = NodeCgroup.hierarchies(ContainerNodes.CGROUPS);
        return !hierarchies.isEmpty() && hierarchies.stream().allMatch(Files::isWritable);
    }
}
