// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How clusters are chosen and what applies to everything sent to them. */
@Description("How clusters are chosen and what applies to everything sent to them.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnvironmentSpec(
        @Description("How clusters are chosen.") @Required Topology topology,

        @Description("Policies for every workload sent there. Not yet supported: setting it is refused.")
        @Size(max = 64)
        @ListKeys("name")
        List<Policy> policies,

        @Description("Exact (default) waits for all wanted clusters before new deliveries; AtLeastOne for one.")
        @Default("Exact")
        @Nullable
        Readiness readiness) {
    public EnvironmentSpec {
        policies = Immutable.list(policies);
    }

    /** Whether every wanted cluster must be found, or one suffices. */
    public enum Readiness {
        EXACT("Exact"),
        AT_LEAST_ONE("AtLeastOne");

        private final String text;

        Readiness(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Whether Paddock makes the Placement or uses one of yours. */
    public enum TopologyType {
        OCM("topology-ocm"),
        OCM_BRING_YOUR_OWN_PLACEMENT("topology-ocm-byop");

        private final String text;

        TopologyType(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** How clusters are chosen. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @ValidationRule(
            value =
                    "self.type != 'topology-ocm' || !has(self.properties) || !has(self.properties.placement) || !has(self.properties.placement.name)",
            message = "topology-ocm makes its own Placement; topology-ocm-byop uses yours",
            reason = "FieldValueForbidden",
            fieldPath = ".properties.placement.name")
    @ValidationRule(
            value =
                    "self.type != 'topology-ocm-byop' || (has(self.properties) && ((has(self.properties.placement) && has(self.properties.placement.name)) || (has(self.properties.manifestWorkReplicaSet) && has(self.properties.manifestWorkReplicaSet.placement) && has(self.properties.manifestWorkReplicaSet.placement.name))))",
            message = "topology-ocm-byop uses a Placement of yours",
            reason = "FieldValueRequired",
            fieldPath = ".properties.placement.name")
    @ValidationRule(
            value =
                    "self.type != 'topology-ocm-byop' || !has(self.properties) || !has(self.properties.placement) || !has(self.properties.placement.clusterSets)",
            message = "topology-ocm-byop takes the Placement as it is",
            reason = "FieldValueForbidden",
            fieldPath = ".properties.placement.clusterSets")
    @ValidationRule(
            value =
                    "self.type != 'topology-ocm-byop' || !has(self.properties) || !has(self.properties.placement) || !has(self.properties.placement.decisionStrategy)",
            message = "topology-ocm-byop takes the Placement as it is",
            reason = "FieldValueForbidden",
            fieldPath = ".properties.placement.decisionStrategy")
    @ValidationRule(
            value =
                    "self.type != 'topology-ocm-byop' || !has(self.properties) || !has(self.properties.placement) || !has(self.properties.placement.numberOfClusters)",
            message = "topology-ocm-byop takes the Placement as it is",
            reason = "FieldValueForbidden",
            fieldPath = ".properties.placement.numberOfClusters")
    @ValidationRule(
            value =
                    "self.type != 'topology-ocm-byop' || !has(self.properties) || !has(self.properties.placement) || !has(self.properties.placement.predicates)",
            message = "topology-ocm-byop takes the Placement as it is",
            reason = "FieldValueForbidden",
            fieldPath = ".properties.placement.predicates")
    @ValidationRule(
            value =
                    "self.type != 'topology-ocm-byop' || !has(self.properties) || !has(self.properties.placement) || !has(self.properties.placement.prioritizerPolicy)",
            message = "topology-ocm-byop takes the Placement as it is",
            reason = "FieldValueForbidden",
            fieldPath = ".properties.placement.prioritizerPolicy")
    @ValidationRule(
            value =
                    "self.type != 'topology-ocm-byop' || !has(self.properties) || !has(self.properties.placement) || !has(self.properties.placement.spreadPolicy)",
            message = "topology-ocm-byop takes the Placement as it is",
            reason = "FieldValueForbidden",
            fieldPath = ".properties.placement.spreadPolicy")
    @ValidationRule(
            value =
                    "self.type != 'topology-ocm-byop' || !has(self.properties) || !has(self.properties.placement) || !has(self.properties.placement.tolerations)",
            message = "topology-ocm-byop takes the Placement as it is",
            reason = "FieldValueForbidden",
            fieldPath = ".properties.placement.tolerations")
    public record Topology(
            @Description("topology-ocm makes a Placement, topology-ocm-byop uses one of yours.") @Required
            TopologyType type,

            @Description("Settings of the topology; without them every shared cluster is chosen.") @Nullable
            Properties properties) {}

    /** Settings of the topology. {@code rolloutStrategy} may also be written here. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @ValidationRule(
            value =
                    "!has(self.hubNamespace) || !has(self.manifestWorkReplicaSet) || !has(self.manifestWorkReplicaSet.hubNamespace) || self.hubNamespace == self.manifestWorkReplicaSet.hubNamespace",
            messageExpression = "'\"' + self.manifestWorkReplicaSet.hubNamespace + '\": conflicts with hubNamespace'",
            reason = "FieldValueInvalid",
            fieldPath = ".manifestWorkReplicaSet.hubNamespace")
    public record Properties(
            @Description("Namespace of the Placement; managed-cluster-set-global by default.")
            @Nullable
            @Size(min = 1, max = 63)
            String hubNamespace,

            @Description("Which clusters are wanted, with the field names of an OCM Placement.") @Nullable
            EnvironmentPlacement placement,

            @Description("How a workload is sent to the clusters.") @Nullable
            WorkReplicaSet manifestWorkReplicaSet,

            @Description("Order in which clusters get a change; may also be written under manifestWorkReplicaSet, "
                    + "which wins.")
            @Nullable
            RolloutStrategy rolloutStrategy) {
        /** Where the Placement lives, at either level. */
        public String placementNamespace() {
            if (hubNamespace != null) {
                return hubNamespace;
            }
            String nested = manifestWorkReplicaSet == null ? null : manifestWorkReplicaSet.hubNamespace();
            return nested == null ? Namespaces.GLOBAL_CLUSTER_SET : nested;
        }

        /** The placement, at either level; null when none is written. */
        public @Nullable EnvironmentPlacement effectivePlacement() {
            return placement != null || manifestWorkReplicaSet == null ? placement : manifestWorkReplicaSet.placement();
        }

        /** The rollout strategy, at either level; null when none is written. */
        public @Nullable RolloutStrategy effectiveRolloutStrategy() {
            WorkReplicaSet set = manifestWorkReplicaSet;
            return set != null && set.rolloutStrategy() != null ? set.rolloutStrategy() : rolloutStrategy;
        }

        /** What happens to namespace and workload when a delivery goes. */
        public Lifecycle lifecycle() {
            WorkReplicaSet set = manifestWorkReplicaSet;
            Lifecycle written = set == null || set.manifestWorkTemplate() == null
                    ? null
                    : set.manifestWorkTemplate().lifecycle();
            return written == null ? new Lifecycle(null, null) : written;
        }
    }

    /** How a workload is sent to the clusters. {@code hubNamespace} and {@code placement} may also be written here. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record WorkReplicaSet(
            @Description("The same as one level up; if both are set they must be equal.")
            @Nullable
            @Size(min = 1, max = 63)
            String hubNamespace,

            @Description("The same as one level up, which wins.") @Nullable
            EnvironmentPlacement placement,

            @Description("Settings of each delivery.") @Nullable
            WorkTemplate manifestWorkTemplate,

            @Description("Order in which clusters get a change; All by default.") @Nullable
            RolloutStrategy rolloutStrategy) {}

    /** Settings of each delivery. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record WorkTemplate(
            @Description("What becomes of namespace and workload when a delivery goes.") @Nullable
            Lifecycle lifecycle) {}

    /** What happens to namespace and workload when a delivery goes. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Lifecycle(
            @Description("Whether the target namespace is created, and kept afterwards.") @Nullable
            SpokeNamespace spokeNamespace,

            @Description("Whether what was applied is kept afterwards.") @Nullable
            OrphanChoice workload) {
        /** Whether deliveries create their namespace; they do unless told otherwise. */
        public boolean createsNamespace() {
            return spokeNamespace == null || !Boolean.FALSE.equals(spokeNamespace.create());
        }

        /** Whether the namespace stays when a delivery goes. */
        public boolean orphansNamespace() {
            return spokeNamespace != null && Boolean.TRUE.equals(spokeNamespace.orphan());
        }

        /** Whether the applied objects stay when a delivery goes. */
        public boolean orphansWorkload() {
            return workload != null && Boolean.TRUE.equals(workload.orphan());
        }
    }

    /** Whether the namespace is created, and kept afterwards. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SpokeNamespace(
            @Description("Whether deliveries create their namespace on the cluster; true by default.") @Nullable
            Boolean create,

            @Description("Whether the namespace stays when the delivery goes; false by default.") @Nullable
            Boolean orphan) {}

    /** Whether what was applied is kept afterwards. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record OrphanChoice(
            @Description("Whether the applied objects stay when the delivery goes; false by default.") @Nullable
            Boolean orphan) {}
}
