// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.api.ocm.OcmNames;

/** What clusters say of themselves. */
public final class ClusterClaims {
    private static final String CLUSTERS = "/apis/cluster.open-cluster-management.io/v1/managedclusters/";

    private ClusterClaims() {}

    /** Whether no container runs there. Whoever may not read clusters is told that one does. */
    public static boolean simulated(Hub hub, String cluster) {
        try {
            for (JsonNode claim : hub.get(CLUSTERS + cluster).path("status").path("clusterClaims")) {
                if (claim.path("name").asText().equals(OcmNames.CLAIM_SIMULATED)) {
                    return claim.path("value").asText().equals("true");
                }
            }
            return false;
        } catch (ApiFailure notToBeSeen) {
            return false;
        }
    }
}
