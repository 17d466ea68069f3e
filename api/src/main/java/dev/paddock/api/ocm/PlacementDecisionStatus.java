// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chosen clusters of this page. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlacementDecisionStatus(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Required List<ClusterDecision> decisions) {
    public PlacementDecisionStatus {
        decisions = decisions == null ? List.of() : List.copyOf(decisions);
    }

    /** One chosen cluster; the reason is required by the schema and empty in practice. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterDecision(
            @Required String clusterName,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Required
            String reason,

            @Nullable Long score) {}
}
