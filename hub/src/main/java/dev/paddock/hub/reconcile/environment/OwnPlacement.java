// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.environment;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.EnvironmentStatus.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be used of the decisions of a Placement that is not ours. Into our own we write the terms that nobody can write away (api.md 3.7);
 * here they are held against what was decided.
 */
final class OwnPlacement {

    /**
     * The clusters that remain.
     *
     * @param leftOut the others with the reasons, as the tail of a sentence; blank for none
     */
    record Choice(List<Decision> usable, String leftOut) {
        Choice {
            usable = List.copyOf(usable);
        }
    }

    private OwnPlacement() {}

    static Choice choose(List<Decision> decisions, Map<String, Map<String, String>> clusters, Optional<String> tenant) {
        List<Decision> usable = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Decision decision : decisions) {
            Map<String, String> labels = clusters.get(decision.clusterName());
            String owner = labels == null ? "" : labels.getOrDefault(Labels.TENANT_NAME, "");
            if (labels == null) {
                leftOut.add(decision.clusterName() + " (does not exist)");
            } else if (!"shared".equalsIgnoreCase(labels.get(Labels.MODE))) {
                leftOut.add(decision.clusterName() + " (not labelled " + Labels.MODE + "=shared)");
            } else if (!owner.isEmpty() && !tenant.equals(Optional.of(owner))) {
                leftOut.add(decision.clusterName() + " (of another Tenant)");
            } else {
                usable.add(decision);
            }
        }
        return new Choice(usable, leftOut.isEmpty() ? "" : "; may not be used: " + String.join(", ", leftOut));
    }
}
