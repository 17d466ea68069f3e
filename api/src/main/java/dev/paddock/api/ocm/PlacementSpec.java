// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.paddock.api.schema.Description;
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
    public record ClusterPredicate(
            @Description("Labels, claims and expressions that a cluster must all meet.") @Nullable
            ClusterSelector requiredClusterSelector) {}

    /** Labels, claims and CEL expressions that a cluster must all meet. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterSelector(
            @Description("Labels of the ManagedCluster.") @Nullable
            LabelSelector labelSelector,

            @Description("Claims of the ManagedCluster, matched as if they were labels.") @Nullable
            ClusterClaimSelector claimSelector,

            @Description("CEL expressions over the ManagedCluster.") @Nullable
            ClusterCelSelector celSelector) {}

    /** Requirements on the cluster's claims, read as if they were labels. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterClaimSelector(
            @Description("Requirements on claims; all must be met.")
            List<LabelSelectorRequirement> matchExpressions) {
        public ClusterClaimSelector {
            matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
        }
    }

    /** CEL expressions over {@code managedCluster}; all must be true. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClusterCelSelector(
            @Description("CEL expressions over managedCluster; all must be true.")
            List<String> celExpressions) {
        public ClusterCelSelector {
            celExpressions = celExpressions == null ? List.of() : List.copyOf(celExpressions);
        }
    }

    /** Accepts a taint, for a time or for ever. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Toleration(
            @Description("Key of the taint; empty with operator Exists tolerates all.")
            @Pattern(
                    "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$")
            @Nullable
            String key,

            @Description("Equal (default) compares the value, Exists does not.") @Default("Equal") @Nullable
            TolerationOperator operator,

            @Description("Value of the taint, with operator Equal.") @Nullable
            String value,

            @Description("Effect of the taint; every effect if absent.")
            ManagedClusterSpec.@Nullable TaintEffect effect,

            @Description("For how many seconds a chosen cluster is kept after it was tainted; for ever if absent.")
            @Nullable
            Long tolerationSeconds) {}

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
    public record SpreadPolicy(
            @Description("What to spread over, in falling importance.")
            List<SpreadConstraint> spreadConstraints) {
        public SpreadPolicy {
            spreadConstraints = spreadConstraints == null ? List.of() : List.copyOf(spreadConstraints);
        }

        /** How evenly decisions shall be spread over the values of one label or claim. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record SpreadConstraint(
                @Description("Label or claim whose values the choices are spread over.")
                @Required
                @Pattern(
                        "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$")
                String topologyKey,

                @Description("Whether the key is a Label or a Claim.") @Required
                TopologyKeyType topologyKeyType,

                @Description("Largest difference in the number of chosen clusters between two values; 1 by default.")
                @Min(1)
                @Default("1")
                @Nullable
                Integer maxSkew,

                @Description("ScheduleAnyway (default) prefers an even spread, DoNotSchedule demands it.")
                @Default("ScheduleAnyway")
                @Nullable
                WhenUnsatisfiable whenUnsatisfiable) {}

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
    public record DecisionStrategy(
            @Description("Named groups first, the rest by size.") @Nullable
            GroupStrategy groupStrategy) {

        /** Named groups first, the rest in groups of a size or a percentage. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record GroupStrategy(
                @Description("Named groups with the clusters that belong to each.")
                List<DecisionGroup> decisionGroups,

                @Description("Size of the remaining groups, as a number or a percentage; 100% by default.") @Nullable
                IntOrString clustersPerDecisionGroup) {
            public GroupStrategy {
                decisionGroups = decisionGroups == null ? List.of() : List.copyOf(decisionGroups);
            }
        }

        /** A group of chosen clusters that meet a selector. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record DecisionGroup(
                @Description("Name of the group, a label value.")
                @Required
                @Pattern("^[a-zA-Z0-9][-A-Za-z0-9_.]{0,61}[a-zA-Z0-9]$")
                String groupName,

                @Description("Labels and claims of the clusters that belong to it.") @Required
                GroupClusterSelector groupClusterSelector) {}

        /** Labels and claims that the clusters of a group must meet. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record GroupClusterSelector(
                @Description("Labels of the ManagedCluster.") @Nullable
                LabelSelector labelSelector,

                @Description("Claims of the ManagedCluster, matched as if they were labels.") @Nullable
                ClusterClaimSelector claimSelector) {}
    }
}
