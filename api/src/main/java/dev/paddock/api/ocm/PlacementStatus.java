// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.ListKeys;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many clusters were chosen, in which groups, and whether that satisfies the Placement. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlacementStatus(
        @Nullable Integer numberOfSelectedClusters,
        List<DecisionGroupStatus> decisionGroups,
        @ListKeys("type") List<Condition> conditions,
        @Nullable String lastScoreUpdateTime) {
    public PlacementStatus {
        decisionGroups = decisionGroups == null ? List.of() : List.copyOf(decisionGroups);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** One group of decisions and the pages that hold it. An absent name is the empty one, as of the group of the rest. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DecisionGroupStatus(
            Integer decisionGroupIndex,
            String decisionGroupName,
            List<String> decisions,
            @Default("0") Integer clusterCount) {
        public DecisionGroupStatus {
            decisionGroupIndex = decisionGroupIndex == null ? 0 : decisionGroupIndex;
            decisionGroupName = decisionGroupName == null ? "" : decisionGroupName;
            clusterCount = clusterCount == null ? 0 : clusterCount;
            decisions = decisions == null ? List.of() : List.copyOf(decisions);
        }
    }
}
