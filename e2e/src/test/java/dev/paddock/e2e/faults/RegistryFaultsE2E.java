// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.SharedFleet;
import dev.paddock.testkit.fleet.TeamProject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The registry is away when an artifact is to be published, or to be pulled. */
@ExtendWith(SharedFleet.class)
class RegistryFaultsE2E {
    @Test
    void anArtifactThatCannotBePublishedIsPublishedOnceTheRegistryIsBack(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "nopublish", 4);
        fleet.kill("registry");
        team.apply(team.existing("site"));

        team.await(
                "site",
                "told that the registry is away",
                status -> status.conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Delivered")
                                && condition.getReason().equals("RegistryUnavailable")));
        assertThat(team.explain("site")).contains("registry");
        fleet.mend();

        team.awaitRunning("site");
        team.delete("site").expect(0);
    }

    @Test
    void anArtifactThatCannotBePulledIsPulledOnceTheRegistryIsBack(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "nopull", 4);
        team.apply(team.existing("site"));
        String cluster =
                team.awaitRunning("site").getStatus().clusters().getFirst().name();
        // The artifact is published and delivered anew to an agent without a cache, while nothing can be pulled.
        fleet.kill("agent." + cluster);
        fleet.kill("registry");
        fleet.cluster(cluster).namespaces().withName("nopull-site").delete();

        fleet.mend();

        Awaitility.await("what was lost is pulled and applied again")
                .atMost(Duration.ofMinutes(2))
                .until(() -> fleet.cluster(cluster)
                                .apps()
                                .deployments()
                                .inNamespace("nopull-site")
                                .withName("web")
                                .get()
                        != null);
        team.awaitRunning("site");
        team.delete("site").expect(0);
    }
}
