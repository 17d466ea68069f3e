// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.common.TimelineEntry.State;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final List<Step> STEPS = List.of(Step.PROVISION_CLUSTER, Step.REGISTER_SPOKE, Step.INSTALL_AGENTS);

    @Test
    void anUnchangedSituationYieldsAnEqualList() {
        List<TimelineEntry> before = fill(Timeline.continuing(List.of(), NOW), 3, State.SUCCEEDED);

        assertThat(fill(Timeline.continuing(before, LATER), 3, State.SUCCEEDED)).isEqualTo(before);
    }

    @Test
    void alsoWhereNotAllEntriesHaveRoom() {
        for (State state : State.values()) {
            List<TimelineEntry> before = fill(Timeline.continuing(List.of(), NOW), 50, state);

            assertThat(before).as("%s", state).hasSize(Timeline.MOST);
            assertThat(before.getFirst().step()).isEqualTo(Step.ACCEPT);
            assertThat(fill(Timeline.continuing(before, LATER), 50, state))
                    .as("%s", state)
                    .isEqualTo(before);
        }
    }

    @Test
    void finishedStepsOfEarlyClustersGiveWayToThoseThatFailed() {
        Timeline timeline = Timeline.continuing(List.of(), NOW);
        fill(timeline, 20, State.SUCCEEDED);
        timeline.failed(Step.INSTALL_AGENTS, "c1", Reason.JOIN_TIMED_OUT, "did not join");

        assertThat(timeline.entries())
                .anyMatch(entry -> "c1".equals(entry.cluster()) && entry.state() == State.FAILED)
                .noneMatch(entry -> "c2".equals(entry.cluster()));
    }

    @Test
    void aStepThatComesBackStandsWhereItIsExpected() {
        Timeline timeline = Timeline.continuing(
                Timeline.continuing(List.of(), NOW)
                        .succeeded(Step.ACCEPT, "")
                        .succeeded(Step.CREATE_ENVIRONMENT, "")
                        .entries(),
                LATER);

        timeline.expect(List.of(Step.ACCEPT, Step.RESERVE_GPU, Step.CREATE_ENVIRONMENT));

        assertThat(timeline.entries())
                .extracting(TimelineEntry::step)
                .containsExactly(Step.ACCEPT, Step.RESERVE_GPU, Step.CREATE_ENVIRONMENT);
    }

    @Test
    void stepsOfADeletionFollowThoseThatWere() {
        Timeline timeline = Timeline.continuing(
                Timeline.continuing(List.of(), NOW).succeeded(Step.ACCEPT, "").entries(), LATER);

        timeline.expect(List.of(Step.RELEASE_GPU, Step.FINALIZE));

        assertThat(timeline.entries())
                .extracting(TimelineEntry::step)
                .containsExactly(Step.ACCEPT, Step.RELEASE_GPU, Step.FINALIZE);
    }

    private static List<TimelineEntry> fill(Timeline timeline, int clusters, State state) {
        timeline.expect(List.of(Step.ACCEPT));
        for (int number = 1; number <= clusters; number++) {
            String cluster = "c" + number;
            STEPS.forEach(step -> timeline.expect(step, cluster));
        }
        timeline.succeeded(Step.ACCEPT, "");
        for (int number = 1; number <= clusters; number++) {
            String cluster = "c" + number;
            STEPS.forEach(step -> put(timeline, step, cluster, state));
        }
        return timeline.entries();
    }

    private static void put(Timeline timeline, Step step, String cluster, State state) {
        switch (state) {
            case PENDING, SKIPPED -> {
                // a cluster's step is never skipped, and pending it is already
            }
            case RUNNING -> timeline.running(step, cluster, Reason.PROVISIONING, "under way");
            case SUCCEEDED -> timeline.succeeded(step, cluster, "done");
            case FAILED -> timeline.failed(step, cluster, Reason.PROVISION_TIMED_OUT, "too late");
        }
    }
}
