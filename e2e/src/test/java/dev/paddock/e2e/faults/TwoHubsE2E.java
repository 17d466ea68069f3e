// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.SharedFleet;
import dev.paddock.testkit.fleet.TeamProject;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Of two hubs one leads; when it dies the other takes over. */
@ExtendWith(SharedFleet.class)
class TwoHubsE2E {
    @Test
    void theSecondHubWaitsAndTakesOver(Fleet fleet) throws IOException {
        TeamProject team = TeamProject.create(fleet, "twohubs", 4);
        String leader = holder(fleet);
        Process second = second(fleet);
        try {
            team.apply(team.existing("before"));
            team.awaitRunning("before");
            assertThat(holder(fleet)).as("the first goes on leading").isEqualTo(leader);

            fleet.kill("hub");

            await("the second leads")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !holder(fleet).equals(leader));
            assertThat(second.isAlive()).isTrue();
        } finally {
            second.destroyForcibly();
            second.onExit().join();
            fleet.mend();
        }
        team.apply(team.existing("after"));
        team.awaitRunning("after");
        team.delete("before").expect(0);
        team.delete("after").expect(0);
    }

    private static String holder(Fleet fleet) {
        Lease lease = fleet.hub()
                .leases()
                .inNamespace("mural-system")
                .withName("paddock-hub")
                .get();
        return Objects.requireNonNull(lease, "there is no lease").getSpec().getHolderIdentity();
    }

    private static Process second(Fleet fleet) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path lib = fleet.paddock().root().resolve("dist/target/paddock/lib");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                lib + "/*",
                "dev.paddock.hub.HubMain",
                "--kubeconfig",
                fleet.hubProcess().kubeconfig().toString(),
                "--home",
                fleet.home().toString(),
                "--port",
                Integer.toString(port),
                "--tls-dir",
                fleet.hubProcess().tlsDirectory().toString()));
        return builder.redirectErrorStream(true)
                .redirectOutput(fleet.home().resolve("logs/hub-second.log").toFile())
                .start();
    }
}
