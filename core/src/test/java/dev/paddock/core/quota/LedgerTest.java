// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final String A100 = "NVIDIA-A100";
    private static final LevelKey PROFILE = LevelKey.computeProfile("project-a", "edge-compute-profile");
    private static final LevelKey PROJECT = LevelKey.project("project-a");
    private static final LevelKey TENANT = LevelKey.tenant("acme");

    private final Ledger ledger = opened();

    @Test
    void sixOfFourIsRefusedWithTheExactText() {
        Verdict verdict = ledger.request(request("greedy", 6, level(PROFILE, Map.of(A100, 4L))));

        assertThat(refusals(verdict))
                .singleElement()
                .satisfies(
                        refusal -> assertThat(refusal.fieldError("spec.cluster.workerPools"))
                                .isEqualTo(
                                        "spec.cluster.workerPools: Forbidden: GPU limit exceeded: family NVIDIA-A100,"
                                                + " requested 6, used 0, limit 4, level ComputeProfile project-a/edge-compute-profile"));
        assertThat(ledger.heldBy("greedy")).isEmpty();
    }

    @Test
    void theRemedySaysHowManyWouldFitAndHowFarToRaiseTheLimit() {
        ledger.request(request("first", 3, level(PROFILE, Map.of(A100, 4L))));

        Verdict verdict = ledger.request(request("second", 2, level(PROFILE, Map.of(A100, 4L))));

        assertThat(refusals(verdict).getFirst().remedy())
                .isEqualTo("fits with count <= 1 of NVIDIA-A100, or with the limit of"
                        + " ComputeProfile project-a/edge-compute-profile raised by 1");
    }

    @Test
    void everyLevelThatDoesNotHoldIsReported() {
        Verdict verdict = ledger.request(request(
                "greedy",
                6,
                level(PROFILE, Map.of(A100, 4L)),
                level(PROJECT, Map.of()),
                level(TENANT, Map.of("*", 5L))));

        assertThat(refusals(verdict)).extracting(Refusal::level).containsExactly(PROFILE, TENANT);
    }

    @Test
    void aLimitOfZeroForbidsAndAStarBindsOnlyFamiliesWithoutAKey() {
        Level level = level(PROJECT, Map.of(A100, 8L, "*", 0L));

        assertThat(ledger.request(request("a100", 8, level))).isInstanceOf(Verdict.Granted.class);
        assertThat(refusals(ledger.request(new QuotaRequest(
                        owner("h100"), GpuDemand.of("NVIDIA-H100-80GB-HBM3", GpuAmount.ofGpus(1)), List.of(level)))))
                .extracting(Refusal::family)
                .containsExactly("NVIDIA-H100");
    }

    @Test
    void aRequestRepeatedByItsOwnerIsNotCountedTwice() {
        ledger.request(request("one", 4, level(PROFILE, Map.of(A100, 4L))));

        assertThat(ledger.request(request("one", 4, level(PROFILE, Map.of(A100, 4L)))))
                .isInstanceOf(Verdict.Granted.class);
        assertThat(ledger.heldAt(PROFILE))
                .singleElement()
                .satisfies(entry -> assertThat(entry.units()).isEqualTo(GpuAmount.ofGpus(4)));
    }

    @Test
    void anUpdateThatRaisesNothingPassesUnderALoweredLimitAndGrowthDoesNot() {
        ledger.request(request("one", 6, level(PROFILE, Map.of(A100, 8L))));
        Level lowered = level(PROFILE, Map.of(A100, 4L));

        assertThat(ledger.request(request("one", 6, lowered))).isInstanceOf(Verdict.Granted.class);
        assertThat(ledger.request(request("one", 5, lowered))).isInstanceOf(Verdict.Granted.class);
        assertThat(ledger.request(request("one", 6, lowered))).isInstanceOf(Verdict.Refused.class);
        assertThat(LevelUsage.of(ledger.heldAt(PROFILE)).beyond(lowered.limits()))
                .containsExactly("NVIDIA-A100: used 5, limit 4");
    }

    @Test
    void movingToAnotherProfileRaisesTheDemandThere() {
        LevelKey other = LevelKey.computeProfile("project-a", "small");
        ledger.request(request("one", 4, level(PROFILE, Map.of(A100, 4L)), level(PROJECT, Map.of(A100, 4L))));

        Verdict verdict =
                ledger.request(request("one", 4, level(other, Map.of(A100, 2L)), level(PROJECT, Map.of(A100, 4L))));

        assertThat(refusals(verdict)).extracting(Refusal::level).containsExactly(other);
        assertThat(ledger.heldAt(PROFILE))
                .as("the refused update leaves the old holding")
                .hasSize(1);
    }

    @Test
    void whatIsReleasingStillCountsUntilItIsReleased() {
        Level level = level(PROFILE, Map.of(A100, 4L));
        ledger.request(request("one", 4, level));
        ledger.releasing("one");

        assertThat(ledger.request(request("two", 1, level))).isInstanceOf(Verdict.Refused.class);

        ledger.release("one");
        assertThat(ledger.request(request("two", 4, level))).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void anAdoptedOrphanIsNotCountedAgainstItsAdopter() {
        Level level = level(PROFILE, Map.of(A100, 4L));
        ledger.request(request("orphan", 4, level));

        Verdict verdict = ledger.request(new QuotaRequest(
                owner("adopter"), GpuDemand.of(A100, GpuAmount.ofGpus(4)), List.of(level), Set.of("orphan")));

        assertThat(verdict).isInstanceOf(Verdict.Granted.class);
        assertThat(ledger.heldAt(PROFILE))
                .extracting(entry -> entry.owner().uid())
                .containsExactly("adopter");
    }

    @Test
    void aTransferKeepsTheAmountAndChangesTheOwner() {
        ledger.request(request("platform", 4, level(PROFILE, Map.of(A100, 4L))));
        ledger.observeUsed("platform", GpuDemand.of(A100, GpuAmount.ofGpus(3)));

        ledger.transfer("platform", owner("pool"), Set.of(PROFILE, PROJECT));

        assertThat(ledger.heldBy("platform")).isEmpty();
        assertThat(ledger.heldBy("pool")).singleElement().satisfies(entry -> {
            assertThat(entry.used()).isEqualTo(GpuAmount.ofGpus(3));
            assertThat(entry.reserved()).isEqualTo(GpuAmount.ofGpus(1));
        });
        assertThat(ledger.heldAt(PROJECT)).hasSize(1);
    }

    @Test
    void ofTwoRacingRequestsThatFitOnlySinglyExactlyOneWins() throws Exception {
        for (int round = 0; round < 50; round++) {
            Ledger contested = opened();
            CountDownLatch start = new CountDownLatch(1);
            List<Callable<Verdict>> racers = new ArrayList<>();
            for (String uid : List.of("one", "two")) {
                racers.add(() -> {
                    start.await();
                    return contested.request(request(uid, 3, level(PROFILE, Map.of(A100, 4L))));
                });
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Verdict>> verdicts =
                        racers.stream().map(threads::submit).toList();
                start.countDown();
                int granted = 0;
                for (Future<Verdict> verdict : verdicts) {
                    granted += verdict.get() instanceof Verdict.Granted ? 1 : 0;
                }
                assertThat(granted).isEqualTo(1);
            }
        }
    }

    @Test
    void nothingIsDecidedBeforeTheLedgerWasRebuilt() {
        Ledger closed = new Ledger();

        assertThat(closed.isOpen()).isFalse();
        assertThatThrownBy(() -> closed.request(request("one", 1, level(PROFILE, Map.of()))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rebuilt");
    }

    private static Ledger opened() {
        Ledger ledger = new Ledger();
        ledger.open(List.of());
        return ledger;
    }

    private static Owner owner(String uid) {
        return new Owner(uid, "MLPlatform", "project-a", uid);
    }

    private static Level level(LevelKey key, Map<String, Long> limits) {
        return new Level(key, new GpuLimits(limits));
    }

    private static QuotaRequest request(String uid, int gpus, Level... levels) {
        return new QuotaRequest(owner(uid), GpuDemand.of(A100, GpuAmount.ofGpus(gpus)), List.of(levels));
    }

    private static List<Refusal> refusals(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Granted granted -> throw new AssertionError("granted: " + granted.entries());
            case Verdict.Refused refused -> refused.refusals();
        };
    }
}
