// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSet;
import dev.paddock.api.ocm.ManagedClusterSetBinding;
import dev.paddock.api.ocm.Placement;
import dev.paddock.api.ocm.PlacementSpec;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Everything that one decision depends on.
 *
 * @param bindings those of the Placement's namespace
 * @param now decides whether tolerations and scores have run out
 */
public record PlacementQuestion(
        Placement placement,
        Collection<ManagedCluster> clusters,
        Collection<ManagedClusterSet> sets,
        Collection<ManagedClusterSetBinding> bindings,
        AddOnScores scores,
        DecisionTally decisions,
        Instant now) {

    /** The same question once the answer has been taken. */
    PlacementQuestion after(PlacementAnswer answer) {
        DecisionTally taken = new DecisionTally(Set.copyOf(answer.clusters()), decisions.elsewhere());
        return new PlacementQuestion(placement, clusters, sets, bindings, scores, taken, now);
    }

    PlacementSpec spec() {
        PlacementSpec spec = placement.getSpec();
        return spec != null
                ? spec
                : new PlacementSpec(List.of(), null, List.of(), null, null, List.of(), null, null, null);
    }
}
