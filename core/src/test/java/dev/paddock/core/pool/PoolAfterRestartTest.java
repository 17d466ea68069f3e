// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputePoolStatus;
import dev.paddock.api.palette.ComputePoolStatus.Phase;
import dev.paddock.core.pool.PoolDecision.Action;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pool that was Ready, decided about long after by a hub that has just started. */
class PoolAfterRestartTest {
    private static final Path READY = Path.of("src/test/resources/PoolGoldenTest/ready-shared");
    private static final Instant LATER = Instant.parse("2026-01-03T12:00:00Z");

    record Seen(String how, PoolSituation situation) {
        boolean isBroken() {
            return situation.states().values().stream().anyMatch(ClusterState.Failed.class::isInstance)
                    && !how.contains("ClusterProfile");
        }

        @Override
        public String toString() {
            return how;
        }
    }

    static Stream<Seen> everyViewThatIsWorse() {
        PoolSituation ready = PoolSituation.in(READY);
        List<ClusterState> states = List.of(
                new ClusterState.Absent(),
                new ClusterState.Creating("starting"),
                new ClusterState.Failed("not all run"),
                new ClusterState.Deleting("deleting"),
                ready.states().values().iterator().next());
        List<AgentState> agents = List.of(new AgentState.NotInstalled(), new AgentState.Installed());
        List<List<String>> unseen = List.of(
                List.of(),
                List.of("ManagedCluster"),
                List.of("Environment"),
                List.of("ManagedCluster", "Environment"),
                List.of("ClusterProfile"),
                List.of("Tenant", "ComputeProfile"));
        return states.stream()
                .flatMap(state -> agents.stream()
                        .flatMap(agent -> unseen.stream()
                                .map(kinds -> new Seen(
                                        state + ", " + agent + ", without " + kinds,
                                        ready.seen(state, agent).without(kinds.toArray(String[]::new))))));
    }

    @ParameterizedTest
    @MethodSource("everyViewThatIsWorse")
    void noStepOfAReadyPoolIsTakenBackAndNoOtherClusterMade(Seen seen) {
        ComputePool pool = seen.situation().pool();

        PoolDecision.Settle settle = seen.situation().decide(pool, LATER);

        assertThat(settle.status().timeline()).isEqualTo(pool.getStatus().timeline());
        assertThat(settle.status().environmentRef()).isEqualTo(pool.getStatus().environmentRef());
        assertThat(settle.status().phase()).isIn(Phase.RUNNING, Phase.DEGRADED);
        assertThat(settle.actions().stream().anyMatch(Action.CreateCluster.class::isInstance))
                .as("only a cluster that the provider knows is repaired")
                .isEqualTo(seen.isBroken());
    }

    @Test
    void aPoolThatStandsAsItsStatusSaysIsNotWrittenAgain() {
        PoolSituation ready = PoolSituation.in(READY);

        assertThat(ready.decide(ready.pool(), LATER).status())
                .isEqualTo(ready.pool().getStatus());
    }

    @Test
    void aPoolOfManyClustersKeepsTheTryItIsOnAndIsNotWrittenAgain() {
        PoolSituation many = manyClusters(12);
        ComputePool first = PoolSituation.withStatus(
                many.pool(), many.decide(many.pool(), LATER).status());

        ComputePoolStatus again = many.decide(first, LATER.plusSeconds(3600)).status();

        assertThat(first.getStatus().timeline())
                .hasSize(40)
                .first()
                .satisfies(entry -> assertThat(entry.step()).hasToString("Accept"));
        assertThat(again).isEqualTo(first.getStatus());
    }

    @Test
    void aPoolOfManyClustersStillKnowsThatTheFirstWasThere() {
        PoolSituation many = manyClusters(12);
        ComputePool read = PoolSituation.withStatus(
                many.pool(), many.decide(many.pool(), LATER).status());

        PoolDecision.Settle settle = many.seen(new ClusterState.Absent(), new AgentState.NotInstalled())
                .decide(read, LATER.plusSeconds(3600));

        assertThat(settle.actions()).noneMatch(Action.CreateCluster.class::isInstance);
        assertThat(settle.status().timeline())
                .extracting(TimelineEntry::state)
                .doesNotContain(TimelineEntry.State.RUNNING, TimelineEntry.State.FAILED);
    }

    private static PoolSituation manyClusters(int count) {
        return PoolSituation.in(READY)
                .without("Project", "Tenant", "ComputeProfile") // whose limit fits one cluster
                .withClusters(IntStream.rangeClosed(1, count)
                        .mapToObj(number -> "c" + number)
                        .toList());
    }
}
