// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.ocm.PlacementDecision;
import dev.paddock.core.placement.DecisionTally;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionBookTest {
    private static final ResourceID MINE = new ResourceID("mine", "team");
    private static final ResourceID OTHER = new ResourceID("other", "team");

    private final DecisionBook book = new DecisionBook();
    private final List<PlacementDecision> cached = List.of(page("mine", "a"), page("other", "a"), page("third", "b"));

    @Test
    void whatTheCacheSaysCountsUntilSomethingNewerIsWritten() {
        assertThat(book.tally(MINE, cached)).isEqualTo(new DecisionTally(Set.of("a"), Map.of("a", 1, "b", 1)));

        book.write(OTHER, List.of("b", "c"));
        book.write(MINE, List.of());

        assertThat(book.tally(MINE, cached)).isEqualTo(new DecisionTally(Set.of(), Map.of("b", 2, "c", 1)));
    }

    @Test
    void aPlacementThatIsGoneCountsAsTheCacheSays() {
        book.write(OTHER, List.of("c"));

        book.forget(Set.of(MINE));

        assertThat(book.tally(MINE, cached).elsewhere()).isEqualTo(Map.of("a", 1, "b", 1));
    }

    @Test
    void aPlacementOfTheSameNameElsewhereIsAnother() {
        book.write(new ResourceID("mine", "elsewhere"), List.of("z"));

        assertThat(book.tally(MINE, List.of())).isEqualTo(new DecisionTally(Set.of(), Map.of("z", 1)));
    }

    private static PlacementDecision page(String placement, String cluster) {
        return new KubernetesSerialization()
                .unmarshal(
                        "metadata: {namespace: team, labels: {cluster.open-cluster-management.io/placement: "
                                + placement + "}}\nstatus: {decisions: [{clusterName: " + cluster + ", reason: ''}]}",
                        PlacementDecision.class);
    }
}
