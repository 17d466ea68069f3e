// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.environment;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.ocm.ManagedClusterSetBinding;
import dev.paddock.api.ocm.Placement;
import dev.paddock.api.ocm.PlacementDecision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one decision about an Environment reads.
 *
 * @param tenant the Tenant the Environment belongs to; empty in the system namespace
 * @param placement the Placement as it is now
 * @param decisions the pages that belong to it
 * @param clusters of a Placement that is not ours, the labels of the clusters it has decided for, by name
 * @param bindings the cluster sets bound in the Placement's namespace
 */
public record EnvironmentInputs(
        Environment environment,
        Optional<String> tenant,
        Optional<Placement> placement,
        List<PlacementDecision> decisions,
        Map<String, Map<String, String>> clusters,
        List<ManagedClusterSetBinding> bindings,
        Instant now) {
    public EnvironmentInputs {
        decisions = List.copyOf(decisions);
        clusters = Map.copyOf(clusters);
        bindings = List.copyOf(bindings);
    }
}
