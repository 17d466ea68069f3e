// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.meta.Step;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.TeamProject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The hub dies at every step of a platform's life. A failpoint halts its JVM right before the step would be recorded as done,
 * which is what {@code kill -9} at that instant does; the next hub resumes and dies at the following step, and so on.
 */
class HubKilledE2E {
    private static final Duration TO_DIE = Duration.ofSeconds(120);

    private static final List<Step> PROVISIONING = List.of(
            Step.ACCEPT,
            Step.RESOLVE_PROFILES,
            Step.RESERVE_GPU,
            Step.SELECT_MACHINES,
            Step.REQUEST_CLUSTER,
            Step.PROVISION_CLUSTER,
            Step.REGISTER_SPOKE,
            Step.INSTALL_AGENTS,
            Step.CREATE_ENVIRONMENT,
            Step.RENDER,
            Step.PUBLISH,
            Step.DELIVER,
            Step.VERIFY_HEALTH,
            Step.EXPOSE_URL);

    private static final List<Step> DELETION = List.of(
            Step.BLOCK_NEW,
            Step.UNDELIVER,
            Step.REMOVE_ENVIRONMENT,
            Step.DRAIN_SPOKE,
            Step.DELETE_CLUSTER,
            Step.DETACH_SPOKE,
            Step.RELEASE_GPU,
            Step.REMOVE_ARTIFACTS,
            Step.FINALIZE);

    @Test
    void aPlatformSurvivesTheDeathOfTheHubAtEveryStep() {
        // A fleet of its own: a failpoint fires for whichever object comes to the step first.
        try (Fleet fleet = Fleet.up("hubkilled", "--spokes", "0")) {
            liveAndDie(fleet, TeamProject.create(fleet, "hubkilled", 4));
        }
    }

    private static void liveAndDie(Fleet fleet, TeamProject team) {
        dieAtEvery(fleet, PROVISIONING, () -> team.apply(team.dedicated("phoenix", 4, "Delete")));
        fleet.restartHub();
        MLPlatform running = team.awaitRunning("phoenix");
        assertThat(running.getStatus().timeline())
                .filteredOn(entry -> PROVISIONING.contains(entry.step()))
                .allSatisfy(entry -> assertThat(entry.state()).isEqualTo(TimelineEntry.State.SUCCEEDED));
        assertThat(clustersOf(fleet, team))
                .as("one cluster, however often it was asked for")
                .hasSize(1);
        assertThat(running.getStatus().gpu())
                .hasEntrySatisfying(
                        "NVIDIA-A100", usage -> assertThat(usage.usedUnits()).isEqualTo(4 * 8400L));

        dieAtEvery(fleet, DELETION, () -> team.platform("phoenix").delete());
        fleet.restartHub();
        team.awaitGone("phoenix");
        assertThat(clustersOf(fleet, team)).isEmpty();
        assertThat(fleet.home().resolve("clusters").resolve(team.clusterOf("phoenix")))
                .doesNotExist();
        team.apply(team.dedicated("next", 4, "Delete"));
        team.awaitRunning("next");
        team.delete("next").expect(0);
    }

    /** The first failpoint is armed before the request is made; a hub without one would be past the step by then. */
    private static void dieAtEvery(Fleet fleet, List<Step> steps, Runnable request) {
        fleet.startHub("--failpoint", steps.getFirst().text());
        fleet.hubProcess().awaitReady();
        request.run();
        awaitDeath(fleet, steps.getFirst());
        for (Step step : steps.subList(1, steps.size())) {
            fleet.startHub("--failpoint", step.text());
            awaitDeath(fleet, step);
        }
    }

    private static void awaitDeath(Fleet fleet, Step step) {
        await("the hub dies at " + step).atMost(TO_DIE).until(() -> !fleet.alive("hub"));
    }

    private static List<ManagedCluster> clustersOf(Fleet fleet, TeamProject team) {
        return fleet.hub().resources(ManagedCluster.class).list().getItems().stream()
                .filter(cluster -> cluster.getMetadata().getName().startsWith(team.name() + "-"))
                .toList();
    }
}
