// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.embedded.FileLocks;
import dev.paddock.embedded.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPortsTest {
    @TempDir
    Path directory;

    private LocalPorts ports;

    @BeforeEach
    void open() {
        ports = reopen(1);
    }

    private LocalPorts reopen(long seed) {
        Home home = new Home(directory.resolve("home"));
        return new LocalPorts(home, new FileLocks(home), new Random(seed));
    }

    @Test
    void aPortIsChosenOnceAndKept() {
        int chosen = ports.claim("spoke-1/etcd");
        assertThat(reopen(2).claim("spoke-1/etcd")).isEqualTo(chosen);
        assertThat(reopen(2).claimFree("spoke-1/etcd")).isEqualTo(chosen);
    }

    @Test
    void noTwoOwnersShareAPort() {
        int first = ports.claim("spoke-1/etcd");
        // The same seed proposes the same port again.
        assertThat(reopen(1).claim("spoke-2/etcd")).isNotEqualTo(first);
    }

    @Test
    void aPortThatAStrangerTookIsGivenUpWhenItsOwnerStartsAgain() throws IOException {
        int chosen = ports.claim("spoke-1/etcd");
        try (ServerSocket stranger = new ServerSocket(chosen, 1, InetAddress.getLoopbackAddress())) {
            assertThat(stranger.isBound()).isTrue();
            assertThat(ports.claim("spoke-1/etcd")).isEqualTo(chosen);
            int other = ports.claimFree("spoke-1/etcd");
            assertThat(other).isNotEqualTo(chosen);
            assertThat(ports.claim("spoke-1/etcd")).isEqualTo(other);
        }
    }

    @Test
    void releasingAClusterFreesItsPortsAndNoOthers() {
        ports.claim("spoke-1/etcd");
        int kept = ports.claim("spoke-10/etcd");
        ports.release("spoke-1/");
        assertThat(ports.claimed("spoke-1/etcd")).isEmpty();
        assertThat(ports.claimed("spoke-10/etcd")).contains(kept);
    }
}
