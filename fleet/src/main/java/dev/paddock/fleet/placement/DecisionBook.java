// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.placement;

import dev.paddock.api.ocm.OcmNames;
import dev.paddock.api.ocm.PlacementDecision;
import dev.paddock.core.placement.DecisionTally;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All decisions taken, with those written by this process in the place of what the cache still says about them: the next
 * Placement must see the last one's decision, however far the cache lags.
 */
final class DecisionBook {
    private final Map<ResourceID, List<String>> written = new HashMap<>();

    synchronized void write(ResourceID placement, List<String> clusters) {
        written.put(placement, List.copyOf(clusters));
    }

    synchronized void forget(Set<ResourceID> existing) {
        written.keySet().retainAll(existing);
    }

    synchronized DecisionTally tally(ResourceID placement, Collection<PlacementDecision> cached) {
        Set<String> own = new HashSet<>();
        Map<String, Integer> elsewhere = new HashMap<>();
        for (PlacementDecision page : cached) {
            ResourceID owner = placementOf(page);
            if (page.getStatus() != null && !written.containsKey(owner)) {
                page.getStatus()
                        .decisions()
                        .forEach(chosen -> count(owner.equals(placement), chosen.clusterName(), own, elsewhere));
            }
        }
        written.forEach((owner, clusters) ->
                clusters.forEach(cluster -> count(owner.equals(placement), cluster, own, elsewhere)));
        return new DecisionTally(own, elsewhere);
    }

    static ResourceID placementOf(PlacementDecision page) {
        return new ResourceID(
                page.getMetadata().getLabels().getOrDefault(OcmNames.PLACEMENT_LABEL, ""),
                page.getMetadata().getNamespace());
    }

    private static void count(boolean mine, String cluster, Set<String> own, Map<String, Integer> elsewhere) {
        if (mine) {
            own.add(cluster);
        } else {
            elsewhere.merge(cluster, 1, Integer::sum);
        }
    }
}
