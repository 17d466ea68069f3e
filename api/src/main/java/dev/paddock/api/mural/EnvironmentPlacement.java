// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.ocm.PlacementSpec;
import dev.paddock.api.ocm.PrioritizerPolicy;
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
        @Nullable @Size(min = 1, max = 253) String name,
        @Nullable @Min(1) Integer numberOfClusters,
        @Size(max = 16) @SetList List<String> clusterSets,
        @Size(max = 64) List<PlacementSpec.ClusterPredicate> predicates,
        @Nullable PrioritizerPolicy prioritizerPolicy,
        PlacementSpec.@Nullable SpreadPolicy spreadPolicy,
        @Size(max = 64) List<PlacementSpec.Toleration> tolerations,
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
