// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.ocm.PlacementSpec;
import dev.paddock.api.ocm.PrioritizerPolicy;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Placement with OCM's field names, or in {@code name} a reference to one of yours. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnvironmentPlacement(
        @Description("Name of a Placement of yours, required with topology-ocm-byop; every other field is "
                + "then forbidden.")
        @Nullable
        @Size(min = 1, max = 253)
        String name,

        @Description("How many clusters to choose; all that fit if absent.") @Nullable @Min(1)
        Integer numberOfClusters,

        @Description("ManagedClusterSets to choose from; those bound to the hub namespace if empty.")
        @Size(max = 16)
        @SetList
        List<String> clusterSets,

        @Description("What a cluster must meet: any one of the list suffices.") @Size(max = 64)
        List<PlacementSpec.ClusterPredicate> predicates,

        @Description("How clusters that fit are ranked when fewer are wanted.") @Nullable
        PrioritizerPolicy prioritizerPolicy,

        @Description("How evenly choices are spread over a label or claim; stored, but the scheduler does not "
                + "read it yet.")
        PlacementSpec.@Nullable SpreadPolicy spreadPolicy,

        @Description("Taints of clusters that do not keep them from being chosen.") @Size(max = 64)
        List<PlacementSpec.Toleration> tolerations,

        @Description("How the chosen clusters are divided into groups.")
        PlacementSpec.@Nullable DecisionStrategy decisionStrategy) {
    public EnvironmentPlacement {
        clusterSets = Immutable.list(clusterSets);
        predicates = Immutable.list(predicates);
        tolerations = Immutable.list(tolerations);
    }

    /** A Placement that does no more than select a number of clusters of some sets. */
    public static EnvironmentPlacement selecting(
            int numberOfClusters, List<String> clusterSets, PlacementSpec.ClusterSelector selector) {
        return new EnvironmentPlacement(
                null,
                numberOfClusters,
                clusterSets,
                List.of(new PlacementSpec.ClusterPredicate(selector)),
                null,
                null,
                List.of(),
                null);
    }

    /** The same as OCM writes it. */
    public PlacementSpec placementSpec() {
        return new PlacementSpec(
                clusterSets,
                numberOfClusters,
                predicates,
                prioritizerPolicy,
                spreadPolicy,
                tolerations,
                decisionStrategy,
                null,
                null);
    }
}
