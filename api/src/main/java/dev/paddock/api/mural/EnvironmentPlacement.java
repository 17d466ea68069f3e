// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Placement with OCM's field names, or in {@code name} a reference to one of yours. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnvironmentPlacement(
        @Nullable @Size(min = 1, max = 253) String name,
        @Nullable @Min(1) Integer numberOfClusters,
        @Size(max = 16) @SetList List<String> clusterSets,
        @Size(max = 64) List<Predicate> predicates,
        @Nullable @PreserveUnknownFields Map<String, Object> prioritizerPolicy,
        @Nullable @PreserveUnknownFields Map<String, Object> spreadPolicy,
        @Size(max = 64) List<Toleration> tolerations,
        @Nullable @PreserveUnknownFields Map<String, Object> decisionStrategy) {
    public EnvironmentPlacement {
        clusterSets = Immutable.list(clusterSets);
        predicates = Immutable.list(predicates);
        prioritizerPolicy = Immutable.map(prioritizerPolicy);
        spreadPolicy = Immutable.map(spreadPolicy);
        tolerations = Immutable.list(tolerations);
        decisionStrategy = Immutable.map(decisionStrategy);
    }

    /** A requirement; a cluster that meets any of the predicates is a candidate. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Predicate(@Nullable ClusterSelector requiredClusterSelector) {}

    /** Selects clusters by label, by claim and by expression. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterSelector(
            @Nullable LabelSelector labelSelector,
            @Nullable ClaimSelector claimSelector,
            @Nullable CelSelector celSelector) {}

    /** Selects clusters by claim. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClaimSelector(@Size(max = 64) List<LabelSelectorRequirement> matchExpressions) {
        public ClaimSelector {
            matchExpressions = Immutable.list(matchExpressions);
        }
    }

    /** Selects clusters by expression. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CelSelector(@Size(max = 16) List<String> celExpressions) {
        public CelSelector {
            celExpressions = Immutable.list(celExpressions);
        }
    }

    /** Lets tainted clusters be selected. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Toleration(
            @Nullable String key,
            @Nullable String operator,
            @Nullable String value,
            @Nullable String effect,
            @Nullable Long tolerationSeconds) {}
}
