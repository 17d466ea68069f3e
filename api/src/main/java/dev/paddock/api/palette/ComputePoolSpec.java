// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.NameReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the pool is made from and how many clusters it has. */
@Description("What the pool is made from and how many clusters it has.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.profileBundleRef) || has(self.clusterProfileRef)",
        message = "exactly one of profileBundleRef, clusterProfileRef",
        reason = "FieldValueRequired",
        fieldPath = ".profileBundleRef")
@ValidationRule(
        value = "!has(self.profileBundleRef) || !has(self.clusterProfileRef)",
        message = "may not be set together with profileBundleRef",
        reason = "FieldValueForbidden",
        fieldPath = ".clusterProfileRef")
@ValidationRule(
        value = "has(self.clusterVariant.dedicated) == has(oldSelf.clusterVariant.dedicated)",
        message = "dedicated and shared cannot be exchanged; delete and re-create the pool",
        reason = "FieldValueForbidden",
        fieldPath = ".clusterVariant")
public record ComputePoolSpec(
        @Description("Bundle with the ClusterProfile, xor clusterProfileRef. Not yet supported: setting it is refused.")
        @Nullable
        BundleReference profileBundleRef,

        @Description("ClusterProfile the clusters are made from; exactly one of this and profileBundleRef.") @Nullable
        Reference clusterProfileRef,

        @Description("ScalingPolicy for the worker pools. Not yet supported: setting it is refused.") @Nullable
        NameReference scalingPolicyRef,

        @Description("One dedicated cluster or several shared ones; cannot be exchanged later.") @Required
        ClusterVariant clusterVariant) {

    /** Names a ProfileBundle and, where it serves several clouds, which one is meant. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record BundleReference(
            @Description("Name of the ProfileBundle, or of its series of versions.") @Required @Size(min = 1, max = 253)
            String name,

            @Description("Namespace of the ProfileBundle; the referrer's own if absent.") @Nullable @Size(max = 63)
            String namespace,

            @Description("Version of the bundle; the highest if absent.") @Nullable @Size(max = 63)
            String revision,

            @Description("Cloud that is meant where the bundle serves several.") @Nullable @Size(max = 63)
            String cloudType) {}

    /** Exactly one of dedicated and shared. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @ValidationRule(
            value = "has(self.dedicated) || has(self.shared)",
            message = "exactly one of dedicated, shared",
            reason = "FieldValueRequired",
            fieldPath = ".dedicated")
    @ValidationRule(
            value = "!has(self.dedicated) || !has(self.shared)",
            message = "may not be set together with dedicated",
            reason = "FieldValueForbidden",
            fieldPath = ".shared")
    public record ClusterVariant(
            @Description("Labels that machines of every cluster must carry to become control-plane nodes.")
            @Size(max = 64)
            Map<String, String> controlPlaneResourceGroups,

            @Description("Labels that machines of every cluster must carry to become worker nodes.") @Size(max = 64)
            Map<String, String> workerResourceGroups,

            @Description("One cluster for one deployment; exactly one of this and shared.") @Nullable
            Dedicated dedicated,

            @Description("Clusters that many deployments use; exactly one of this and dedicated.") @Nullable
            Shared shared) {
        public ClusterVariant {
            controlPlaneResourceGroups = Immutable.map(controlPlaneResourceGroups);
            workerResourceGroups = Immutable.map(workerResourceGroups);
        }
    }

    /** One cluster for one deployment. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Dedicated(
            @Description("The cluster.") @Required ClusterDeployment paletteClusterDeploymentConfig) {}

    /** Clusters that many deployments use. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Shared(
            @Description("1 to 50 clusters by name; entries may be added and removed.")
            @Required
            @Size(min = 1, max = 50)
            @ListKeys("name")
            List<SharedCluster> clusters) {
        public Shared {
            clusters = Immutable.list(clusters);
        }
    }

    /** One of the shared clusters. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SharedCluster(
            @Description("Name of the cluster in the pool, at most 30 characters.")
            @Required
            @Size(min = 1, max = 30)
            @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
            String name,

            @Description("The cluster.") @Required ClusterDeployment paletteClusterDeploymentConfig) {}
}
