// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Random lives of many objects: create, grow, shrink, use, delete, transfer, and a crash between any two steps. Whatever
 * happens no limit is exceeded, and when all objects are gone nothing is held.
 */
class LedgerPropertyTest {
    private static final List<String> FAMILIES = List.of("NVIDIA-A100", "NVIDIA-H100", "AMD-MI300X");
    private static final List<Level> PROFILES = List.of(
            new Level(LevelKey.computeProfile("a", "p1"), new GpuLimits(Map.of("NVIDIA-A100", 4L, "*", 6L))),
            new Level(LevelKey.computeProfile("a", "p2"), new GpuLimits(Map.of("AMD-MI300X", 0L))));
    private static final Level PROJECT = new Level(LevelKey.project("a"), new GpuLimits(Map.of("*", 8L)));
    private static final Level TENANT = new Level(LevelKey.tenant("t"), new GpuLimits(Map.of("NVIDIA-H100", 5L)));

    private Random random = new Random();
    private Ledger ledger = new Ledger();
    /** What the API server would hold: each owner's status. */
    private final Map<String, List<LedgerEntry>> statuses = new TreeMap<>();

    private int created;

    @RepeatedTest(200)
    void noLimitIsExceededAndNothingLeaks(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        ledger.open(List.of());

        for (int step = 0; step < 120; step++) {
            act();
            assertLimitsHold();
        }
        new ArrayList<>(statuses.keySet()).forEach(this::delete);

        for (Level level : allLevels()) {
            assertThat(ledger.heldAt(level.key()))
                    .as("held at %s when all is gone", level.key())
                    .isEmpty();
        }
    }

    private void act() {
        switch (random.nextInt(7)) {
            case 0, 1 -> request("uid-" + created++);
            case 2 -> existing().ifPresent(this::request);
            case 3 ->
                existing().ifPresent(uid -> {
                    ledger.observeUsed(uid, demand());
                    record(uid);
                });
            case 4 -> existing().ifPresent(this::delete);
            case 5 -> existing().ifPresent(this::transfer);
            case 6 -> crash();
            default -> throw new AssertionError("seven actions");
        }
    }

    private void request(String uid) {
        List<Level> levels = List.of(PROFILES.get(random.nextInt(PROFILES.size())), PROJECT, TENANT);
        Verdict verdict = ledger.request(new QuotaRequest(owner(uid), demand(), levels));
        boolean crashesBeforeTheStatusIsWritten = random.nextInt(5) == 0;
        if (crashesBeforeTheStatusIsWritten) {
            crash();
        } else if (verdict instanceof Verdict.Granted) {
            record(uid);
        }
    }

    private void transfer(String uid) {
        List<LedgerEntry> entries = ledger.heldBy(uid);
        if (entries.isEmpty()) {
            return;
        }
        String heir = uid + "'";
        ledger.transfer(uid, owner(heir), Set.copyOf(entries.getFirst().levels()));
        statuses.remove(uid);
        record(heir);
    }

    private void delete(String uid) {
        ledger.releasing(uid);
        ledger.release(uid);
        ledger.release(uid);
        statuses.remove(uid);
    }

    private void crash() {
        ledger = new Ledger();
        ledger.open(statuses.values().stream().flatMap(List::stream).toList());
    }

    private void record(String uid) {
        statuses.put(uid, ledger.heldBy(uid));
    }

    private java.util.Optional<String> existing() {
        List<String> uids = List.copyOf(statuses.keySet());
        return uids.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(uids.get(random.nextInt(uids.size())));
    }

    private GpuDemand demand() {
        GpuDemand demand = GpuDemand.NONE;
        for (int i = random.nextInt(3); i >= 0; i--) {
            String family = FAMILIES.get(random.nextInt(FAMILIES.size()));
            demand = demand.plus(GpuDemand.of(family, GpuAmount.ofFraction(random.nextInt(1, 30), 7)));
        }
        return demand;
    }

    private void assertLimitsHold() {
        for (Level level : allLevels()) {
            assertThat(LevelUsage.of(ledger.heldAt(level.key())).beyond(level.limits()))
                    .as("beyond the limits of %s", level.key())
                    .isEmpty();
        }
    }

    private static List<Level> allLevels() {
        List<Level> levels = new ArrayList<>(PROFILES);
        levels.add(PROJECT);
        levels.add(TENANT);
        return levels;
    }

    private static Owner owner(String uid) {
        return new Owner(uid, "MLPlatform", "a", uid);
    }
}
