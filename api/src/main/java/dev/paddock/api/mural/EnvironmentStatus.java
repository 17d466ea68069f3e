// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which clusters were chosen. */
@Description("Which clusters were chosen; written by the hub.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnvironmentStatus(
        @Description("The clusters chosen, by name.") @ListKeys("clusterName")
        List<Decision> decisions,

        @Description("How many clusters are wanted.") @Nullable
        Integer numberOfClustersDesired,

        @Description("How many clusters were found.") @Nullable
        Integer numberOfClustersSelected,

        @Description("Generation of the spec this status is about; older than metadata.generation means not "
                + "evaluated yet.")
        @Nullable
        Long observedGeneration,

        @Description("How things stand, by type: PlacementSatisfied, TopologyReady, Ready.") @ListKeys("type")
        List<Condition> conditions)
        implements Conditioned {
    public EnvironmentStatus {
        decisions = Immutable.list(decisions);
        conditions = Immutable.list(conditions);
    }

    /** One chosen cluster. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Decision(
            @Description("Name of the chosen ManagedCluster.") @Required
            String clusterName,

            @Description("Why it was chosen, when the scheduler says so.") @Nullable
            String reason,

            @Description("The decision group it is of; none means the first, which has no name.") @Nullable
            Group group) {}

    /** A group of clusters that get a change together, where the rollout strategy goes by groups. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Group(
            @Description("Its place in the order, from 0 on.") @Required
            Integer index,

            @Description("Its name, where it has one.") @Nullable
            String name) {}
}
