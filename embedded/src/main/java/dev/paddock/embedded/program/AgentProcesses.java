// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.program;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.embedded.containers.GatewayProcess;
import dev.paddock.embedded.process.Fingerprint;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.process.ProcessSpec;
import dev.paddock.embedded.process.ProcessStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The agents that run on this machine, one per spoke. An agent's files are put into its directory by whoever joins the
 * spoke; an agent can be started as soon as they are there. It does not know whether the agent has registered.
 */
public final class AgentProcesses {
    private static final String MAIN_CLASS = "dev.paddock.agent.AgentMain";
    private static final String PREFIX = "agent.";
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** An agent caches its own spoke only. C1 code is enough for it and costs far less memory and start-up time. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms16m",
            "-Xmx160m",
            "-Xss512k",
            "-XX:MaxMetaspaceSize=160m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED");

    private final Home home;
    private final NativeBinaries binaries;
    private final ProcessRegistry processes;
    private final JavaRuntime java;

    public AgentProcesses(LocalMachine machine, JavaRuntime java) {
        this.home = machine.home();
        this.binaries = machine.binaries();
        this.processes = machine.processes();
        this.java = java;
    }

    /**
     * Where the kubeconfigs of one agent lie.
     *
     * @param bootstrap with which it registers for the first time
     * @param hub with which it works; the agent writes it itself
     * @param spoke of its own cluster
     */
    public record Credentials(Path bootstrap, Path hub, Path spoke) {}

    public Credentials credentials(String cluster) {
        Path directory = home.agents().resolve(cluster);
        return new Credentials(
                directory.resolve("bootstrap.kubeconfig"),
                directory.resolve("hub.kubeconfig"),
                directory.resolve("spoke.kubeconfig"));
    }

    /** True once the spoke was joined from here: {@link #ensureRunning} has what it needs. */
    public boolean joined(String cluster) {
        Credentials credentials = credentials(cluster);
        return Files.exists(credentials.spoke())
                && (Files.exists(credentials.bootstrap()) || Files.exists(credentials.hub()));
    }

    public ProcessRegistry.Outcome ensureRunning(String cluster) {
        Credentials credentials = credentials(cluster);
        List<String> arguments = new ArrayList<>(List.of(
                "--cluster",
                cluster,
                "--hub-bootstrap",
                credentials.bootstrap().toString(),
                "--hub-kubeconfig",
                credentials.hub().toString(),
                "--spoke-kubeconfig",
                credentials.spoke().toString()));
        Optional<String> gateway = home.read(GatewayProcess.description(home, cluster));
        if (gateway.isPresent()) {
            arguments.add("--gateway-dir");
            arguments.add(GatewayProcess.directory(home, cluster).toString());
            arguments.add("--volumes-dir");
            arguments.add(home.cluster(cluster).resolve("volumes").toString());
        }
        // Where definitions in CUE were rendered here, it has been compiled; an agent is not to wait for that.
        binaries.available(Component.CUE).ifPresent(program -> {
            arguments.add("--cue-worker");
            arguments.add(program.toString());
        });
        return processes.ensureRunning(
                new ProcessSpec(
                        id(cluster),
                        java.command(OPTIONS, MAIN_CLASS, arguments),
                        Map.of("PADDOCK_HOME", home.root().toString()),
                        home.directory(home.agents().resolve(cluster)),
                        home.logs().resolve("agent-" + cluster + ".log"),
                        // A gateway that had to move is another one to the agent.
                        gateway.map(description -> Fingerprint.of(java.version(), description))
                                .orElse(java.version())),
                GRACE);
    }

    public void stop(String cluster) {
        processes.stop(id(cluster), GRACE);
    }

    /** Ends the agent and removes its credentials. */
    public void delete(String cluster) {
        processes.stop(id(cluster), Duration.ZERO);
        home.deleteTree(home.agents().resolve(cluster));
    }

    public Optional<ProcessStatus> observe(String cluster) {
        return processes.observe(id(cluster));
    }

    /** Clusters with an agent on record here, running or not. */
    public List<String> list() {
        return home.children(home.agents());
    }

    public static String id(String cluster) {
        return PREFIX + cluster;
    }
}
