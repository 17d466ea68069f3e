// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.cluster;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.embedded.registry.Registry;
import dev.paddock.embedded.registry.RegistryEndpoint;
import java.nio.file.Path;
import java.time.Clock;

/** The bundled registry with content of its own, TLS by its own authority and a password, and a way to what it has on disk. */
public final class TestRegistry implements AutoCloseable {
    private final TestHome home;
    private final Registry registry;
    private final RegistryEndpoint endpoint;

    private TestRegistry(TestHome home, Registry registry) {
        this.home = home;
        this.registry = registry;
        this.endpoint = registry.ensureRunning();
    }

    /** @param name tells its directory from others' */
    public static TestRegistry start(String name) {
        TestHome home = TestHome.create(name);
        Path user = Path.of(System.getProperty("user.home"));
        Clock clock = Clock.systemUTC();
        NativeBinaries binaries = NativeBinaries.from(System.getenv(), user, clock, Progress.silent());
        return new TestRegistry(
                home, LocalMachine.at(new Home(home.path()), binaries, clock).registry());
    }

    public RegistryEndpoint endpoint() {
        return endpoint;
    }

    /** Everything it keeps. */
    public Path data() {
        return new Home(home.path()).registry().resolve("data");
    }

    /** Where the content with this SHA-256 lies. */
    public Path blob(String hex) {
        return data().resolve("docker/registry/v2/blobs/sha256")
                .resolve(hex.substring(0, 2))
                .resolve(hex)
                .resolve("data");
    }

    /** Stops and starts it, at the same address. */
    public void restart() {
        registry.stop();
        registry.ensureRunning();
    }

    @Override
    public void close() {
        registry.stop();
        home.close();
    }
}
