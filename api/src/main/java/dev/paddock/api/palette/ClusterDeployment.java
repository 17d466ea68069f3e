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
import dev.paddock.api.schema.Description;
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
        @Description("Name of the cluster, by default that of the pool.") @Nullable @Size(min = 1, max = 63)
        String name,

        @Description("Provider that makes the cluster; by default the only one that serves the cloud.") @Nullable
        NameReference providerRef,

        @Description("Where the cluster is made, such as embedded or edge-native; must equal the "
                + "ClusterProfile's cloud.")
        @Nullable
        @Size(min = 1, max = 63)
        String cloud,

        @Description("Alias of cloud; if both are set they must be equal.") @Nullable @Size(min = 1, max = 63)
        String cloudType,

        @Description("Kubernetes version, by default the newest of the ClusterProfile.")
        @Nullable
        @Size(min = 1, max = 32)
        String kubernetesVersion,

        @Description("The nodes of the cluster.") @Nullable NodePoolRequirements nodePoolRequirements,

        @Description("Labels that machines must carry to become control-plane nodes.") @Size(max = 64)
        Map<String, String> controlPlaneResourceGroups,

        @Description("Labels that machines must carry to become worker nodes.") @Size(max = 64)
        Map<String, String> workerResourceGroups,

        @Description("What only clusters on edge hosts have; the VIP is required for cloud edge-native.") @Nullable
        Edge edge,

        @Description("Public SSH keys put on every node, at most 32.") @Size(max = 32) @SetList
        List<String> sshKeys,

        @Description("Delete (default) deletes the cluster with the pool; Orphan keeps it running, joined and charged.")
        @Nullable
        DeletionPolicy deletionPolicy) {
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
            @Description("Control-plane nodes; needed here or in the defaults of the ComputeProfile.")
            @ValidationRule(
                    value = "self.nodeCount >= oldSelf.nodeCount",
                    message = "may only grow",
                    reason = "FieldValueInvalid",
                    fieldPath = ".nodeCount")
            @FixedHardware
            @Nullable
            ControlPlanePool controlPlanePool,

            @Description("Worker nodes by hardware; the GPUs of all pools at their largest size count against the "
                    + "limits.")
            @FixedHardware
            @Size(max = 50)
            @ListKeys("name")
            List<NodePool> workerPools) {
        public NodePoolRequirements {
            workerPools = Immutable.list(workerPools);
        }
    }
}
