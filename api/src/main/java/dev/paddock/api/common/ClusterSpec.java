// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
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

/** The cluster that a deployment asks for. {@code cloudType} is an alias of {@code cloud}. */
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
                "!has(self.edge) || !has(self.edge.isTwoNode) || !self.edge.isTwoNode || ((!has(self.controlPlanePool) || self.controlPlanePool.nodeCount == 1) && (!has(self.workerPools) || size(self.workerPools) == 0))",
        message = "true: needs one control-plane node and no worker pools",
        reason = "FieldValueInvalid",
        fieldPath = ".edge.isTwoNode")
@ValidationRule(
        value =
                "!has(self.controlPlanePool) || !has(self.controlPlanePool.singleNodeCluster) || !self.controlPlanePool.singleNodeCluster || !has(self.workerPools) || size(self.workerPools) == 0",
        message = "true: needs a cluster without worker pools",
        reason = "FieldValueInvalid",
        fieldPath = ".controlPlanePool.singleNodeCluster")
@ValidationRule(
        value = "has(self.name) == has(oldSelf.name) && (!has(self.name) || self.name == oldSelf.name)",
        messageExpression = "(has(self.name) ? '\"' + self.name + '\": ' : '') + 'field is immutable'",
        reason = "FieldValueInvalid",
        fieldPath = ".name")
@ValidationRule(
        value =
                "has(self.providerRef) == has(oldSelf.providerRef) && (!has(self.providerRef) || self.providerRef == oldSelf.providerRef)",
        messageExpression =
                "(has(self.providerRef) ? '\"' + self.providerRef.name + '\": ' : '') + 'field is immutable'",
        reason = "FieldValueInvalid",
        fieldPath = ".providerRef")
@ValidationRule(
        value =
                "(has(self.cloud) ? self.cloud : has(self.cloudType) ? self.cloudType : '') == (has(oldSelf.cloud) ? oldSelf.cloud : has(oldSelf.cloudType) ? oldSelf.cloudType : '')",
        messageExpression =
                "(has(self.cloud) ? '\"' + self.cloud + '\": ' : has(self.cloudType) ? '\"' + self.cloudType + '\": ' : '') + 'field is immutable'",
        reason = "FieldValueInvalid",
        fieldPath = ".cloud")
public record ClusterSpec(
        @Description("Name of the cluster, by default that of the object that asks for it; immutable.")
        @Nullable
        @Size(min = 1, max = 63)
        String name,

        @Description("Provider that makes the cluster; by default the only one that serves the cloud; immutable.")
        @Nullable
        NameReference providerRef,

        @Description("Where the cluster is made, such as embedded or edge-native; immutable, and must equal "
                + "the ClusterProfile's cloud.")
        @Nullable
        @Size(min = 1, max = 63)
        String cloud,

        @Description("Alias of cloud; if both are set they must be equal.") @Nullable @Size(min = 1, max = 63)
        String cloudType,

        @Description("Kubernetes version, by default the newest of the ClusterProfile.")
        @Nullable
        @Size(min = 1, max = 32)
        String kubernetesVersion,

        @Description("Control-plane nodes; needed here or in the defaults of the ComputeProfile.")
        @ValidationRule(
                value = "self.nodeCount >= oldSelf.nodeCount",
                message = "may only grow",
                reason = "FieldValueInvalid",
                fieldPath = ".nodeCount")
        @FixedHardware
        @Nullable
        ControlPlanePool controlPlanePool,

        @Description("Worker nodes by hardware; the GPUs of all pools at their largest size count against the limits.")
        @FixedHardware
        @Size(max = 50)
        @ListKeys("name")
        List<NodePool> workerPools,

        @Description("Labels that machines must carry to become control-plane nodes.") @Size(max = 64)
        Map<String, String> controlPlaneResourceGroups,

        @Description("Labels that machines must carry to become worker nodes.") @Size(max = 64)
        Map<String, String> workerResourceGroups,

        @Description("What only clusters on edge hosts have; the VIP is required for cloud edge-native.") @Nullable
        Edge edge,

        @Description("Public SSH keys put on every node, at most 32.") @Size(max = 32) @SetList
        List<@Size(max = 2048) String> sshKeys,

        @Description("ScalingPolicy for the worker pools. Not yet supported: setting it is refused.") @Nullable
        NameReference scalingPolicyRef) {
    public ClusterSpec {
        workerPools = Immutable.list(workerPools);
        controlPlaneResourceGroups = Immutable.map(controlPlaneResourceGroups);
        workerResourceGroups = Immutable.map(workerResourceGroups);
        sshKeys = Immutable.list(sshKeys);
    }

    /** The cloud, under either name. */
    public @Nullable String cloudName() {
        return cloud != null ? cloud : cloudType;
    }
}
