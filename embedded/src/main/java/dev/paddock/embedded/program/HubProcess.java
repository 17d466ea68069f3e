// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.program;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.pki.KeyMaterial;
import dev.paddock.embedded.pki.Pki;
import dev.paddock.embedded.process.LocalPorts;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.process.ProcessSpec;
import dev.paddock.embedded.process.ProcessStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hub of this machine as a process: its port, its serving certificate and its command line. Whoever starts it has put
 * the kubeconfig of user {@code paddock-hub} into place.
 */
public final class HubProcess {
    /** Of the process. */
    public static final String ID = "hub";

    private static final String MAIN_CLASS = "dev.paddock.hub.HubMain";
    private static final String PORT = "hub-process/https";
    private static final String ADDRESS = "address";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration READY_PATIENCE = Duration.ofSeconds(180);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int PORT_ATTEMPTS = 3;

    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmx1g",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED");

    private final Home home;
    private final ProcessRegistry processes;
    private final LocalPorts ports;
    private final Clock clock;
    private final JavaRuntime java;

    public HubProcess(LocalMachine machine, JavaRuntime java) {
        this.home = machine.home();
        this.processes = machine.processes();
        this.ports = machine.ports();
        this.clock = machine.clock();
        this.java = java;
    }

    /** Of the hub's own user, who may do what its role says and no more. */
    public Path kubeconfig() {
        return home.hub().resolve("paddock-hub.kubeconfig");
    }

    /** Holds {@code tls.crt}, {@code tls.key} and the authority's {@code ca.crt}. */
    public Path tlsDirectory() {
        return home.hub().resolve("tls");
    }

    public Path log() {
        return home.logs().resolve("hub.log");
    }

    /** Starts it, without waiting; does nothing if it runs already with the same arguments. */
    public ProcessRegistry.Outcome ensureStarted(List<String> extraArguments) {
        Pki pki = new Pki(home, tlsDirectory(), clock);
        KeyMaterial authority = pki.authority("ca");
        pki.serving(
                "tls",
                authority,
                Stream.of("localhost", LOOPBACK, address()).distinct().toList());
        int port = processes.alive(ID) ? ports.claim(PORT) : ports.claimFree(PORT);
        List<String> arguments = new ArrayList<>(List.of(
                "--kubeconfig",
                kubeconfig().toString(),
                "--home",
                home.root().toString(),
                "--address",
                address(),
                "--port",
                Integer.toString(port),
                "--tls-dir",
                tlsDirectory().toString()));
        arguments.addAll(extraArguments);
        return processes.ensureRunning(
                new ProcessSpec(
                        ID,
                        java.command(OPTIONS, MAIN_CLASS, arguments),
                        Map.of("PADDOCK_HOME", home.root().toString()),
                        home.directory(home.hub()),
                        log(),
                        java.version()),
                GRACE);
    }

    /** Starts it and returns when it calls itself ready. */
    public ProcessRegistry.Outcome ensureRunning(List<String> extraArguments) {
        for (int attempt = 1; ; attempt++) {
            ProcessRegistry.Outcome outcome = ensureStarted(extraArguments);
            try {
                awaitReady();
                return outcome;
            } catch (EmbeddedException failure) {
                boolean portTaken = String.valueOf(failure.getMessage()).contains("ddress already in use");
                if (!portTaken || attempt == PORT_ATTEMPTS) {
                    throw failure;
                }
                processes.stop(ID, Duration.ZERO);
            }
        }
    }

    public void awaitReady() {
        try (HttpsProbe probe = new HttpsProbe(tlsDirectory().resolve("ca.crt"))) {
            processes.awaitReady(ID, READY_PATIENCE, () -> probe.ok(url() + "/readyz"));
        }
    }

    public boolean ready() {
        if (!processes.alive(ID)) {
            return false;
        }
        try (HttpsProbe probe = new HttpsProbe(tlsDirectory().resolve("ca.crt"))) {
            return probe.ok(url() + "/readyz");
        }
    }

    /** What the process counts, in Prometheus' text format. */
    public String metrics() {
        try (HttpsProbe probe = new HttpsProbe(tlsDirectory().resolve("ca.crt"))) {
            return probe.text(url() + "/metrics");
        }
    }

    public String url() {
        String host = address();
        return "https://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, ports.claim(PORT));
    }

    /** From the next start on it serves at this address of this machine, where its API server can reach it. */
    public void listenOn(String address) {
        home.writeIfChanged(home.hub().resolve(ADDRESS), address);
    }

    private String address() {
        return home.read(home.hub().resolve(ADDRESS)).orElse(LOOPBACK);
    }

    public void stop() {
        processes.stop(ID, GRACE);
    }

    public Optional<ProcessStatus> observe() {
        return processes.observe(ID);
    }
}
