// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.ControlPlanePool;
import dev.paddock.api.common.Edge;
import dev.paddock.api.common.NameReference;
import dev.paddock.api.common.NodePool;
import dev.paddock.api.meta.DeletionPolicy;
import dev.paddock.api.schema.FixedHardware;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cluster specification in the nested spelling of pools. {@code cloudType} is an alias of {@code cloud}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.cloud) || !has(self.cloudType) || self.cloud == self.cloudType",
        messageExpression = "'\"' + self.cloudType + '\": conflicts with cloud'",
        reason = "FieldValueInvalid",
        fieldPath = ".cloudType")
@ValidationRule(
        value =
                "(has(self.cloud) ? self.cloud : has(self.cloudType) ? self.cloudType : '') != 'edge-native' || (has(self.edge) && has(self.edge.vip))",
        message = "cloud edge-native needs a virtual IP: an address, or Auto",
        reason = "FieldValueRequired",
        fieldPath = ".edge.vip")
@ValidationRule(
        value =
                "!has(self.edge) || !has(self.edge.isTwoNode) || !self.edge.isTwoNode || ((!(has(self.nodePoolRequirements) && has(self.nodePoolRequirements.controlPlanePool)) || self.nodePoolRequirements.controlPlanePool.nodeCount == 1) && (!(has(self.nodePoolRequirements) && has(self.nodePoolRequirements.workerPools)) || size(self.nodePoolRequirements.workerPools) == 0))",
        message = "true: needs one control-plane node and no worker pools",
        reason = "FieldValueInvalid",
        fieldPath = ".edge.isTwoNode")
public record ClusterDeployment(
        @Nullable @Size(min = 1, max = 63) String name,
        @Nullable NameReference providerRef,
        @Nullable @Size(min = 1, max = 63) String cloud,
        @Nullable @Size(min = 1, max = 63) String cloudType,
        @Nullable @Size(min = 1, max = 32) String kubernetesVersion,
        @Nullable NodePoolRequirements nodePoolRequirements,
        @Size(max = 64) Map<String, String> controlPlaneResourceGroups,
        @Size(max = 64) Map<String, String> workerResourceGroups,
        @Nullable Edge edge,
        @Size(max = 32) @SetList List<String> sshKeys,
        @Nullable DeletionPolicy deletionPolicy) {
    public ClusterDeployment {
        controlPlaneResourceGroups = Immutable.map(controlPlaneResourceGroups);
        workerResourceGroups = Immutable.map(workerResourceGroups);
        sshKeys = Immutable.list(sshKeys);
    }

    /** The same cluster in the flat spelling of deployments. */
    public ClusterSpec clusterSpec() {
        return new ClusterSpec(
                name,
                providerRef,
                cloud,
                cloudType,
                kubernetesVersion,
                nodePoolRequirements == null ? null : nodePoolRequirements.controlPlanePool(),
                nodePoolRequirements == null ? List.of() : nodePoolRequirements.workerPools(),
                controlPlaneResourceGroups,
                workerResourceGroups,
                edge,
                sshKeys,
                null);
    }

    /** The nodes of the cluster. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @ValidationRule(
            value =
                    "!has(self.controlPlanePool) || !has(self.controlPlanePool.singleNodeCluster) || !self.controlPlanePool.singleNodeCluster || !has(self.workerPools) || size(self.workerPools) == 0",
            message = "true: needs a cluster without worker pools",
            reason = "FieldValueInvalid",
            fieldPath = ".controlPlanePool.singleNodeCluster")
    public record NodePoolRequirements(
            @ValidationRule(
                    value = "self.nodeCount >= oldSelf.nodeCount",
                    message = "may only grow",
                    reason = "FieldValueInvalid",
                    fieldPath = ".nodeCount")
            @FixedHardware
            @Nullable
            ControlPlanePool controlPlanePool,

            @FixedHardware @Size(max = 50) @ListKeys("name") List<NodePool> workerPools) {
        public NodePoolRequirements {
            workerPools = Immutable.list(workerPools);
        }
    }
}
