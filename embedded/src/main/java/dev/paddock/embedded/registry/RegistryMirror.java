// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.registry;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.embedded.pki.KeyMaterial;
import dev.paddock.embedded.pki.Pki;
import dev.paddock.embedded.process.Fingerprint;
import dev.paddock.embedded.process.Keeper;
import dev.paddock.embedded.process.LocalPorts;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.process.ProcessSpec;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hub's registry once more for one spoke: the same content at an address that the spoke's node can reach, with a
 * password of the spoke's own, and nothing can be written. The registry itself listens on loopback only, which is another
 * one in a node's network.
 */
public final class RegistryMirror {
    private static final Duration READY_PATIENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Home home;
    private final NativeBinaries binaries;
    private final ProcessRegistry processes;
    private final LocalPorts ports;
    private final Clock clock;
    private final Registry registry;
    private final Secrets secrets;

    public RegistryMirror(LocalMachine machine) {
        this.home = machine.home();
        this.binaries = machine.binaries();
        this.processes = machine.processes();
        this.ports = machine.ports();
        this.clock = machine.clock();
        this.registry = machine.registry();
        this.secrets = new Secrets(home, new SecureRandom());
    }

    /**
     * Starts it if the registry was ever started, else does nothing.
     *
     * @param address of this machine, to listen on
     * @param directory for its files
     */
    public Optional<Mirror> ensureRunning(String spoke, String address, Path directory) {
        return registry.endpoint().map(original -> new Mirror(original.address(), start(spoke, address, directory)));
    }

    /**
     * @param original the address by which images are named
     * @param endpoint where a spoke finds what is named so
     */
    public record Mirror(String original, RegistryEndpoint endpoint) {}

    public static String id(String spoke) {
        return spoke + ".registry";
    }

    public void stop(String spoke, boolean atOnce) {
        processes.stop(id(spoke), atOnce ? Duration.ZERO : GRACE);
    }

    private RegistryEndpoint start(String spoke, String address, Path directory) {
        String password = secrets.ensure(directory.resolve("password"));
        Path htpasswd = directory.resolve("htpasswd");
        secrets.admit(htpasswd, spoke, password);
        KeyMaterial authority = registry.authority();
        KeyMaterial serving = new Pki(home, directory, clock).serving("registry", authority, List.of(address));
        String port = spoke + "/registry";
        int number = processes.alive(id(spoke)) ? ports.claim(port) : ports.claimFree(port);
        String text = new RegistryConfig(
                        registry.data(),
                        address + ":" + number,
                        secrets.ensure(registry.httpSecretFile()),
                        serving,
                        htpasswd,
                        true)
                .text();
        Path config = directory.resolve("config.yaml");
        home.writeIfChanged(config, text);
        processes.ensureRunning(
                new ProcessSpec(
                        id(spoke),
                        Keeper.keeping(binaries.command(Component.REGISTRY, "serve", config.toString())),
                        Map.of("OTEL_TRACES_EXPORTER", "none"),
                        directory,
                        directory.resolve("registry.log"),
                        Fingerprint.of(binaries.key(), text)),
                GRACE);
        processes.awaitReady(id(spoke), READY_PATIENCE, () -> Registry.accepts(address, number));
        return new RegistryEndpoint(address + ":" + number, spoke, password, authority.certificate());
    }
}
