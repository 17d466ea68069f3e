// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a node's names are looked up that are not its cluster's. */
final class Resolver {
    /** Real servers, where the usual file names only a stub on loopback that a node's network cannot reach. */
    private static final Path BEHIND_STUB = Path.of("/run/systemd/resolve/resolv.conf");

    private static final Path USUAL = Path.of("/etc/resolv.conf");

    private Resolver() {}

    static Path file() {
        return Files.exists(BEHIND_STUB) ? BEHIND_STUB : USUAL;
    }

    /** @param text of a resolver file; one without a reachable server would keep CoreDNS from starting */
    static boolean forwards(String text) {
        return text.lines()
                .map(String::strip)
                .anyMatch(line -> line.matches("nameserver\\s+\\S+") && !line.matches("nameserver\\s+(127\\.|::1).*"));
    }
}
