// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The constraints and preferences of a Placement. Without a number of clusters, all that fit are chosen. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlacementSpec(
        List<String> clusterSets,
        @Nullable Integer numberOfClusters,
        List<ClusterPredicate> predicates,
        @Nullable PrioritizerPolicy prioritizerPolicy,
        @Nullable SpreadPolicy spreadPolicy,
        List<Toleration> tolerations,
        @Nullable DecisionStrategy decisionStrategy,
        @Default("ClusterName") @Nullable SortBy sortBy,
        @Default("1m") @Pattern("^[0-9]+[hms]$") @Nullable String scoreRateLimit) {
    public PlacementSpec {
        clusterSets = clusterSets == null ? List.of() : List.copyOf(clusterSets);
        predicates = predicates == null ? List.of() : List.copyOf(predicates);
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
    }

    /** Clusters must meet one predicate of the list. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterPredicate(@Nullable ClusterSelector requiredClusterSelector) {}

    /** Labels, claims and CEL expressions that a cluster must all meet. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterSelector(
            @Nullable LabelSelector labelSelector,
            @Nullable ClusterClaimSelector claimSelector,
            @Nullable ClusterCelSelector celSelector) {}

    /** Requirements on the cluster's claims, read as if they were labels. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterClaimSelector(List<LabelSelectorRequirement> matchExpressions) {
        public ClusterClaimSelector {
            matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
        }
    }

    /** CEL expressions over {@code managedCluster}; all must be true. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterCelSelector(List<String> celExpressions) {
        public ClusterCelSelector {
            celExpressions = celExpressions == null ? List.of() : List.copyOf(celExpressions);
        }
    }

    /** Accepts a taint, for a time or for ever. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Toleration(
            @Pattern(
                    "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$")
            @Nullable
            String key,

            @Default("Equal") @Nullable TolerationOperator operator,
            @Nullable String value,
            ManagedClusterSpec.@Nullable TaintEffect effect,
            @Nullable Long tolerationSeconds) {}

    /** How a toleration is compared with a taint. */
    public enum TolerationOperator {
        @JsonProperty("Exists")
        EXISTS,
        @JsonProperty("Equal")
        EQUAL
    }

    /** How the chosen clusters are ordered before they are grouped and written down. */
    public enum SortBy {
        @JsonProperty("ClusterName")
        CLUSTER_NAME,
        @JsonProperty("Score")
        SCORE
    }

    /** Part of the contract; Open Cluster Management stores it and its scheduler does not read it yet. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SpreadPolicy(List<SpreadConstraint> spreadConstraints) {
        public SpreadPolicy {
            spreadConstraints = spreadConstraints == null ? List.of() : List.copyOf(spreadConstraints);
        }

        /** How evenly decisions shall be spread over the values of one label or claim. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record SpreadConstraint(
                @Required
                @Pattern(
                        "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$")
                String topologyKey,

                @Required TopologyKeyType topologyKeyType,
                @Min(1) @Default("1") @Nullable Integer maxSkew,
                @Default("ScheduleAnyway") @Nullable WhenUnsatisfiable whenUnsatisfiable) {}

        /** Where the topology value is read from. */
        public enum TopologyKeyType {
            @JsonProperty("Label")
            LABEL,
            @JsonProperty("Claim")
            CLAIM
        }

        /** What happens when the skew cannot be kept. */
        public enum WhenUnsatisfiable {
            @JsonProperty("DoNotSchedule")
            DO_NOT_SCHEDULE,
            @JsonProperty("ScheduleAnyway")
            SCHEDULE_ANYWAY
        }
    }

    /** How the chosen clusters are divided into groups for a gradual roll-out. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DecisionStrategy(@Nullable GroupStrategy groupStrategy) {

        /** Named groups first, the rest in groups of a size or a percentage. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record GroupStrategy(
                List<DecisionGroup> decisionGroups,
                @Nullable IntOrString clustersPerDecisionGroup) {
            public GroupStrategy {
                decisionGroups = decisionGroups == null ? List.of() : List.copyOf(decisionGroups);
            }
        }

        /** A group of chosen clusters that meet a selector. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record DecisionGroup(
                @Required @Pattern("^[a-zA-Z0-9][-A-Za-z0-9_.]{0,61}[a-zA-Z0-9]$")
                String groupName,

                @Required GroupClusterSelector groupClusterSelector) {}

        /** Labels and claims that the clusters of a group must meet. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record GroupClusterSelector(
                @Nullable LabelSelector labelSelector,
                @Nullable ClusterClaimSelector claimSelector) {}
    }
}
