// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.core.rollout.RolloutMember.State;
import dev.paddock.core.rollout.RolloutRules.GroupRef;
import dev.paddock.core.rollout.RolloutRules.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * Clusters c1, c2, … as letters: {@code .} to apply, {@code p} under way, {@code P} under way for ten minutes, {@code s} succeeded,
     * {@code S} succeeded ten minutes ago, {@code f} failed; a bar begins the next group.
     */
    @ParameterizedTest(name = "{0} {1} fail {2} at once {3} -> {4}, halt {5}")
    @CsvSource({
        "AT_ONCE,            ....,      0,   1,   c1 c2 c3 c4,       false",
        "AT_ONCE,            ff..,      0,   1,   c3 c4,             false",
        "CLUSTER_BY_CLUSTER, ....,      0,   1,   c1,                false",
        "CLUSTER_BY_CLUSTER, ....,      0,   50%, c1 c2,             false",
        "CLUSTER_BY_CLUSTER, ....,      0,   1%,  c1,                false",
        "CLUSTER_BY_CLUSTER, p...,      0,   1,   '',                false",
        "CLUSTER_BY_CLUSTER, Sp..,      0,   2,   c3,                false",
        "CLUSTER_BY_CLUSTER, s...,      0,   1,   '',                false",
        "CLUSTER_BY_CLUSTER, S...,      0,   1,   c2,                false",
        "CLUSTER_BY_CLUSTER, f...,      0,   1,   '',                true",
        "CLUSTER_BY_CLUSTER, f...,      1,   1,   c2,                false",
        "CLUSTER_BY_CLUSTER, ff..,      1,   2,   '',                true",
        "CLUSTER_BY_CLUSTER, ff..,      50%, 1,   c3,                false",
        "CLUSTER_BY_CLUSTER, P...,      0,   1,   '',                true",
        "CLUSTER_BY_CLUSTER, P...,      1,   1,   c2,                false",
        "CLUSTER_BY_CLUSTER, SSSS,      0,   1,   '',                false",
        "GROUP_BY_GROUP,     ..|..,     0,   1,   c1 c2,             false",
        "GROUP_BY_GROUP,     S.|..,     0,   1,   c2,                false",
        "GROUP_BY_GROUP,     Sp|..,     0,   1,   '',                false",
        "GROUP_BY_GROUP,     SS|..,     0,   1,   c3 c4,             false",
        "GROUP_BY_GROUP,     Sf|..,     0,   1,   '',                true",
        "GROUP_BY_GROUP,     Sf|..,     50%, 1,   c3 c4,             false",
        "GROUP_BY_GROUP,     ff|..,     50%, 1,   '',                true",
        "GROUP_BY_GROUP,     SS|SS,     0,   1,   '',                false"
    })
    void whoIsNext(Order order, String clusters, String failures, String atOnce, String next, boolean halted) {
        RolloutDecision decision = decide(order, List.of(), clusters, failures, atOnce);

        assertThat(String.join(" ", decision.next())).isEqualTo(next);
        assertThat(decision.halt().isPresent()).isEqualTo(halted);
    }

    @Test
    void mandatoryGroupsGoFirstAndMayNotFail() {
        List<GroupRef> canary = List.of(new GroupRef("g1", 0));

        assertThat(decide(Order.CLUSTER_BY_CLUSTER, canary, "..|..", "100%", "1")
                        .next())
                .containsExactly("c3", "c4");
        assertThat(decide(Order.CLUSTER_BY_CLUSTER, canary, "..|SS", "100%", "1")
                        .next())
                .containsExactly("c1");
        assertThat(decide(Order.CLUSTER_BY_CLUSTER, canary, "..|Sf", "100%", "1")
                        .haltMessage())
                .hasValue("1 failed of mandatory group 1 (g1), 0 allowed; 1/4 clusters done: c4: broken");
    }

    @Test
    void aMandatoryGroupMayBeNamedByItsIndex() {
        assertThat(decide(Order.GROUP_BY_GROUP, List.of(new GroupRef("", 1)), "..|..", "0", "1")
                        .next())
                .containsExactly("c3", "c4");
    }

    @Test
    void aHaltNamesWhoFailedAndWhy() {
        assertThat(decide(Order.CLUSTER_BY_CLUSTER, List.of(), "SfP.", "1", "3").haltMessage())
                .hasValue("2 failed, 1 allowed; 1/4 clusters done: c2: broken; c3: not done after 300 s");
    }

    @Test
    void itIsCompleteWhenAllSucceededOrFailedWithinTheLimit() {
        assertThat(decide(Order.CLUSTER_BY_CLUSTER, List.of(), "SSf", "1", "1").complete())
                .isTrue();
        assertThat(decide(Order.CLUSTER_BY_CLUSTER, List.of(), "SSs", "1", "1").complete())
                .isFalse();
        assertThat(decide(Order.CLUSTER_BY_CLUSTER, List.of(), "SSf", "0", "1").complete())
                .isFalse();
    }

    @Test
    void itLooksAgainWhenTheFirstSoakOrDeadlineIsOver() {
        assertThat(decide(Order.CLUSTER_BY_CLUSTER, List.of(), "sp..", "0", "2").lookAgain())
                .hasValue(NOW.plusSeconds(60));
        assertThat(decide(Order.CLUSTER_BY_CLUSTER, List.of(), "p...", "0", "2").lookAgain())
                .hasValue(NOW.plusSeconds(300));
        assertThat(decide(Order.CLUSTER_BY_CLUSTER, List.of(), "SSSS", "0", "2").lookAgain())
                .isEmpty();
    }

    /** Whoever is next succeeds or, when it is unlucky, fails; nobody is told twice, and no limit is overrun. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 20})
    void aRolloutOverTwentyClustersEndsAndNeverOverrunsItsLimits(int unlucky) {
        StringBuilder clusters = new StringBuilder(".".repeat(20));
        int told = 0;
        for (int round = 0; round < 100; round++) {
            RolloutDecision decision = decide(Order.CLUSTER_BY_CLUSTER, List.of(), clusters.toString(), "2", "3");
            assertThat(decision.next()).hasSizeLessThanOrEqualTo(3);
            if (decision.next().isEmpty()) {
                break;
            }
            for (String cluster : decision.next()) {
                int at = Integer.parseInt(cluster.substring(1)) - 1;
                assertThat(clusters.charAt(at)).isEqualTo('.');
                clusters.setCharAt(at, at < unlucky ? 'f' : 'S');
                told++;
            }
        }
        RolloutDecision end = decide(Order.CLUSTER_BY_CLUSTER, List.of(), clusters.toString(), "2", "3");
        assertThat(end.complete()).isEqualTo(unlucky <= 2);
        assertThat(told).isEqualTo(unlucky <= 2 ? 20 : 3);
    }

    @ParameterizedTest
    @CsvSource({"0,10,0", "3,10,3", "30,10,10", "25%,10,3", "100%,7,7", "0%,7,0", "1%,1,1"})
    void aPortionIsRoundedUpAndNeverMoreThanThereAre(String text, int total, int portion) {
        assertThat(Portion.parse(text).of(total)).isEqualTo(portion);
        assertThat(Portion.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "101%", "1.5", "a", "%"})
    void anythingElseIsNoPortion(String text) {
        assertThatThrownBy(() -> Portion.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RolloutDecision decide(
            Order order, List<GroupRef> mandatory, String clusters, String failures, String atOnce) {
        RolloutRules rules = new RolloutRules(
                order,
                mandatory,
                Duration.ofMinutes(1),
                Optional.of(Duration.ofMinutes(5)),
                Portion.parse(failures),
                Portion.parse(atOnce));
        return Rollout.decide(rules, members(clusters), NOW);
    }

    private static List<RolloutMember> members(String clusters) {
        List<RolloutMember> members = new ArrayList<>();
        int group = 0;
        for (char letter : clusters.toCharArray()) {
            if (letter == '|') {
                group++;
                continue;
            }
            Instant since = Character.isUpperCase(letter) ? NOW.minusSeconds(600) : NOW;
            members.add(new RolloutMember(
                    // In the order in which they are written also when there are more than nine.
                    (members.size() < 9 ? "c" : "d") + (members.size() + 1),
                    group,
                    "g" + group,
                    state(letter),
                    Optional.of(since),
                    letter == 'f' ? "broken" : ""));
        }
        return members;
    }

    private static State state(char letter) {
        return switch (letter) {
            case '.' -> State.TO_APPLY;
            case 'p', 'P' -> State.PROGRESSING;
            case 's', 'S' -> State.SUCCEEDED;
            case 'f' -> State.FAILED;
            default -> throw new IllegalArgumentException("no state: " + letter);
        };
    }
}
