// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.registry;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.embedded.pki.KeyMaterial;
import dev.paddock.embedded.pki.Pki;
import dev.paddock.embedded.process.Fingerprint;
import dev.paddock.embedded.process.LocalPorts;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.process.ProcessSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CNCF Distribution beside the hub: TLS, one user with a generated password, content on disk, deletion allowed. The space of what
 * was deleted is given back each time it starts: Distribution can do so only while nobody writes.
 */
public final class Registry {
    /** Of the process. */
    public static final String ID = "registry";

    private static final String LOOPBACK = "127.0.0.1";
    private static final String PORT = "registry/https";
    private static final String USER = "paddock";
    /** Giving back space comes first, and reads every manifest there is. */
    private static final Duration READY_PATIENCE = Duration.ofMinutes(2);
    /** The repositories, the configuration, and then the program: one process, so that no other can be writing meanwhile. */
    private static final String COLLECT_AND_SERVE = """
            repositories=$1; config=$2; shift 2
            if [ -d "$repositories" ]; then
              "$@" garbage-collect --quiet "$config" || echo "registry: no space was given back" >&2
            fi
            exec "$@" serve "$config"
            """;

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 500;
    private static final int PORT_ATTEMPTS = 3;

    private final Home home;
    private final NativeBinaries binaries;
    private final ProcessRegistry processes;
    private final LocalPorts ports;
    private final Clock clock;
    private final Secrets secrets;

    public Registry(Home home, NativeBinaries binaries, ProcessRegistry processes, LocalPorts ports, Clock clock) {
        this.home = home;
        this.binaries = binaries;
        this.processes = processes;
        this.ports = ports;
        this.clock = clock;
        this.secrets = new Secrets(home, new SecureRandom());
    }

    public RegistryEndpoint ensureRunning() {
        for (int attempt = 1; ; attempt++) {
            try {
                return start();
            } catch (EmbeddedException failure) {
                if (attempt == PORT_ATTEMPTS
                        || !String.valueOf(failure.getMessage()).contains("address already in use")) {
                    throw failure;
                }
                stop();
            }
        }
    }

    public void stop() {
        processes.stop(ID, GRACE);
    }

    /** Where it is, if it was ever started. */
    public Optional<RegistryEndpoint> endpoint() {
        return ports.claimed(PORT).flatMap(port -> home.read(passwordFile()).map(password -> endpoint(port, password)));
    }

    private RegistryEndpoint start() {
        Path directory = home.directory(home.registry());
        Pki pki = new Pki(home, directory.resolve("pki"), clock);
        KeyMaterial authority = pki.authority("ca");
        KeyMaterial serving = pki.serving("registry", authority, List.of("localhost", "127.0.0.1"));
        String password = secrets.ensure(passwordFile());
        Path htpasswd = directory.resolve("htpasswd");
        secrets.admit(htpasswd, USER, password);
        int port = processes.alive(ID) ? ports.claim(PORT) : ports.claimFree(PORT);
        Path config = directory.resolve("config.yaml");
        String text = new RegistryConfig(
                        data(), LOOPBACK + ":" + port, secrets.ensure(httpSecretFile()), serving, htpasswd, false)
                .text();
        home.writeIfChanged(config, text);
        processes.ensureRunning(
                new ProcessSpec(
                        ID,
                        collectAndServe(config),
                        Map.of("OTEL_TRACES_EXPORTER", "none"),
                        directory,
                        home.logs().resolve("registry.log"),
                        Fingerprint.of(binaries.key(), text)),
                GRACE);
        processes.awaitReady(ID, READY_PATIENCE, () -> accepts(LOOPBACK, port));
        return endpoint(port, password);
    }

    private List<String> collectAndServe(Path config) {
        String repositories = data().resolve("docker/registry/v2/repositories").toString();
        return Stream.concat(
                        Stream.of("/bin/sh", "-c", COLLECT_AND_SERVE, ID, repositories, config.toString()),
                        binaries.command(Component.REGISTRY).stream())
                .toList();
    }

    private RegistryEndpoint endpoint(int port, String password) {
        return new RegistryEndpoint(
                LOOPBACK + ":" + port, USER, password, authority().certificate());
    }

    /** What {@link RegistryMirror} serves too. */
    Path data() {
        return home.registry().resolve("data");
    }

    Path httpSecretFile() {
        return home.registry().resolve("http-secret");
    }

    KeyMaterial authority() {
        Path pki = home.registry().resolve("pki");
        return new KeyMaterial(pki.resolve("ca.crt"), pki.resolve("ca.key"));
    }

    private Path passwordFile() {
        return home.registry().resolve("password");
    }

    static boolean accepts(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
