// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.SharedFleet;
import dev.paddock.testkit.fleet.TeamProject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster that is made but never joins does not hang for ever, and can be deleted. */
@ExtendWith(SharedFleet.class)
class NeverJoinsE2E {
    @Test
    void theDeadlinePassesWithAConditionAndThePlatformCanBeDeleted(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "neverjoins", 4);
        String agent = "agent." + team.clusterOf("silent");
        team.apply(team.dedicated("silent", 2, "Delete").replace("  cluster:", "  timeouts: {join: 8s}\n  cluster:"));
        // The agent is ended as soon as it starts, and again if it is started again: it never gets to register.
        await("an agent was started")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (fleet.alive(agent)) {
                        fleet.kill(agent);
                        return true;
                    }
                    return false;
                });

        team.await("silent", "given up", status -> {
            if (fleet.alive(agent)) {
                fleet.kill(agent);
            }
            return status.conditions().stream()
                    .anyMatch(condition -> condition.getType().equals("SpokeJoined")
                            && condition.getReason().equals("JoinTimedOut"));
        });
        assertThat(team.explain("silent")).contains("join");

        team.delete("silent").expect(0);
        team.awaitGone("silent");
        assertThat(fleet.home().resolve("clusters").resolve(team.clusterOf("silent")))
                .doesNotExist();
    }
}
