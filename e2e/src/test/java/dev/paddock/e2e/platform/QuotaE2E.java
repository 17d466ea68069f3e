// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformStatus.Phase;
import dev.paddock.testkit.fleet.CommandResult;
import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.SharedFleet;
import dev.paddock.testkit.fleet.TeamProject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Limits hold at admission and, of two requests that race past it, in the ledger. */
@ExtendWith(SharedFleet.class)
class QuotaE2E {
    @Test
    void sixOfFourAreRefusedAtApplyWithTheNumbers(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "greedy", 4);

        CommandResult refused =
                team.tryApply(team.dedicated("six", 6, "Delete")).expect(4);

        assertThat(refused.all())
                .contains("spec.cluster.workerPools")
                .contains("family NVIDIA-A100, requested 6, used 0, limit 4, level ComputeProfile greedy/limits");
        assertThat(team.platform("six").get()).isNull();
    }

    @Test
    void ofTwoRequestsThatFitOnlySinglyExactlyOneWins(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "race", 4);

        List<CommandResult> answers = Stream.of("left", "right")
                .map(name -> CompletableFuture.supplyAsync(() -> team.tryApply(team.dedicated(name, 3, "Delete"))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).anyMatch(answer -> answer.exitCode() == 0);
        List<MLPlatform> accepted = Stream.of("left", "right")
                .filter(name -> team.platform(name).get() != null)
                .map(name -> team.await(
                        name,
                        "Running or Rejected",
                        status -> status.phase() == Phase.RUNNING || status.phase() == Phase.REJECTED))
                .toList();
        assertThat(accepted)
                .filteredOn(platform -> platform.getStatus().phase() == Phase.RUNNING)
                .hasSize(1);
        assertThat(accepted)
                .filteredOn(platform -> platform.getStatus().phase() == Phase.REJECTED)
                .allSatisfy(loser ->
                        assertThat(team.explain(loser.getMetadata().getName())).contains("fits with count"));
        for (MLPlatform platform : accepted) {
            team.delete(platform.getMetadata().getName()).expect(0);
        }
    }
}
