// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import dev.paddock.api.ocm.OcmNames;
import dev.paddock.api.ocm.PlacementDecision;
import dev.paddock.api.ocm.PlacementDecisionStatus.ClusterDecision;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The decisions already taken: the Placement's own clusters, and how often all other Placements chose each cluster. */
public record DecisionTally(Set<String> own, Map<String, Integer> elsewhere) {
    public DecisionTally {
        own = Set.copyOf(own);
        elsewhere = Map.copyOf(elsewhere);
    }

    public static DecisionTally of(String namespace, String placement, Collection<PlacementDecision> decisions) {
        Set<String> own = new HashSet<>();
        Map<String, Integer> elsewhere = new HashMap<>();
        for (PlacementDecision decision : decisions) {
            if (decision.getStatus() == null) {
                continue;
            }
            boolean mine = namespace.equals(decision.getMetadata().getNamespace())
                    && placement.equals(decision.getMetadata().getLabels().get(OcmNames.PLACEMENT_LABEL));
            for (ClusterDecision chosen : decision.getStatus().decisions()) {
                if (mine) {
                    own.add(chosen.clusterName());
                } else {
                    elsewhere.merge(chosen.clusterName(), 1, Integer::sum);
                }
            }
        }
        return new DecisionTally(own, elsewhere);
    }
}
