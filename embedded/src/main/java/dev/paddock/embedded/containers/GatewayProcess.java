// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.controlplane.ClusterFiles;
import dev.paddock.embedded.process.Keeper;
import dev.paddock.embedded.process.LocalPorts;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.process.ProcessSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The HAProxy beside a cluster whose pods really run: on this machine's side, on loopback, with nothing to forward until the
 * cluster's agent has given it a configuration. It knows nothing of routes.
 */
public final class GatewayProcess {
    static final String PROGRAM = "haproxy";

    private static final String ADDRESS = "127.0.0.1";
    private static final Duration READY_PATIENCE = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Home home;
    private final ProcessRegistry processes;
    private final LocalPorts ports;
    private final JsonMapper json = JsonMapper.builder().build();

    public GatewayProcess(LocalMachine machine) {
        this.home = machine.home();
        this.processes = machine.processes();
        this.ports = machine.ports();
    }

    /** Where its files lie; {@code gateway.json} is for the agent. */
    public static Path directory(Home home, String cluster) {
        return home.cluster(cluster).resolve("gateway");
    }

    public static Path description(Home home, String cluster) {
        return directory(home, cluster).resolve("gateway.json");
    }

    public static String id(String cluster) {
        return cluster + "." + PROGRAM;
    }

    /** One that runs keeps its configuration; one that starts must not lead to addresses that other pods may have by now. */
    public void ensure(ClusterFiles cluster, NodeNetwork network) {
        NodeFiles files = NodeFiles.of(home, cluster);
        Path directory = home.directory(directory(home, cluster.name()));
        String id = id(cluster.name());
        String owner = cluster.name() + "/gateway";
        boolean runs = processes.alive(id);
        int port = runs ? ports.claim(owner) : ports.claimFree(owner);
        Path control = files.runtime().resolve("haproxy.sock");
        Path configuration = directory.resolve("haproxy.cfg");
        if (!runs) {
            home.write(configuration, empty(port));
        }
        home.writeIfChanged(description(home, cluster.name()), describe(port, control, network));
        processes.ensureRunning(
                new ProcessSpec(
                        id,
                        Keeper.keeping(
                                List.of(PROGRAM, "-W", "-S", control + ",mode,600", "-f", configuration.toString())),
                        Map.of(),
                        directory,
                        files.log(PROGRAM),
                        Integer.toString(port)),
                GRACE);
        processes.awaitReady(id, READY_PATIENCE, () -> listens(port));
    }

    /** With grace even where all else ends at once: it takes no time, and the master sees its workers out. */
    public void stop(ClusterFiles cluster) {
        processes.stop(id(cluster.name()), GRACE);
    }

    private String describe(int port, Path control, NodeNetwork network) {
        Map<String, Object> description = new TreeMap<>(
                Map.of("address", ADDRESS, "port", port, "control", control.toString(), "pods", network.pods()));
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(description);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of names is always JSON", e);
        }
    }

    private static String empty(int port) {
        return """
                # Until the agent writes another one.
                global
                    uid 65534
                    gid 65534
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 30s
                    timeout server 30s
                frontend gateway
                    bind %s:%d
                    http-request return status 503 content-type text/plain hdr Retry-After 2 \
                string 'The gateway has just started and knows no routes yet.'
                """.formatted(ADDRESS, port);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getByName(ADDRESS), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
