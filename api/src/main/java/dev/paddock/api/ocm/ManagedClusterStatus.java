// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.ListKeys;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the cluster's agent reports, and the hub's verdicts about it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ManagedClusterStatus(
        @JsonInclude(JsonInclude.Include.ALWAYS) @ListKeys("type")
        List<Condition> conditions,

        Map<String, Quantity> capacity,
        Map<String, Quantity> allocatable,
        @Nullable KubernetesVersion version,
        List<ClusterClaim> clusterClaims) {
    public ManagedClusterStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        clusterClaims = clusterClaims == null ? List.of() : List.copyOf(clusterClaims);
        capacity = capacity == null ? Map.of() : Map.copyOf(capacity);
        allocatable = allocatable == null ? Map.of() : Map.copyOf(allocatable);
    }

    /** The version of the cluster's API server. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record KubernetesVersion(@Nullable String kubernetes) {}

    /** A fact about the cluster that Placements can select by. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterClaim(String name, String value) {}
}
