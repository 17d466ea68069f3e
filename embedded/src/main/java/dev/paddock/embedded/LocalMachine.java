// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.embedded.process.LocalPorts;
import dev.paddock.embedded.process.ProcFs;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.registry.Registry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * What everything local shares: one state directory, its locks, its processes and its ports. A process makes exactly one
 * (see {@link FileLocks}).
 */
public record LocalMachine(
        Home home, NativeBinaries binaries, Clock clock, FileLocks locks, ProcessRegistry processes, LocalPorts ports) {

    public static LocalMachine at(Home home, NativeBinaries binaries, Clock clock) {
        FileLocks locks = new FileLocks(home);
        return new LocalMachine(
                home,
                binaries,
                clock,
                locks,
                new ProcessRegistry(home, locks, ProcFs.ofThisMachine()),
                new LocalPorts(home, locks, new SecureRandom()));
    }

    /** As the environment says: {@code PADDOCK_HOME}, {@code PADDOCK_CACHE}, {@code PADDOCK_BIN_DIR}. */
    public static LocalMachine from(Map<String, String> environment, Clock clock, Progress progress) {
        Path userHome = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return at(Home.from(environment, userHome), NativeBinaries.from(environment, userHome, clock, progress), clock);
    }

    public EmbeddedClusters clusters(Progress progress) {
        return new EmbeddedClusters(this, progress);
    }

    public Registry registry() {
        return new Registry(home, binaries, processes, ports, clock);
    }
}
