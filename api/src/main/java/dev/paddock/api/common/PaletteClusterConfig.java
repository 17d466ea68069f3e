// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Defaults for new clusters. Has no VIP: a VIP belongs to one cluster. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.edge) || !has(self.edge.vip)",
        message = "a VIP belongs to one cluster; set it on the deployment or pool",
        reason = "FieldValueForbidden",
        fieldPath = ".edge.vip")
public record PaletteClusterConfig(
        @Description("Pools and SSH keys for clusters that name none themselves.") @Nullable
        Defaults defaults,

        @Description("Edge settings for new clusters; without a VIP, which belongs to one cluster.") @Nullable
        Edge edge) {

    /** Pools and keys for clusters that name none; the two {@code …Defaults} fields are older names of the pools. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Defaults(
            @Description("Control-plane nodes of clusters that name none.") @Nullable
            ControlPlanePool controlPlanePool,

            @Description("Older name of controlPlanePool, which wins.") @Nullable
            ControlPlanePool controlPlaneDefaults,

            @Description("Worker pools of clusters that name none; a cluster's own list replaces this one as a whole.")
            @Size(max = 50)
            @ListKeys("name")
            List<NodePool> workerPools,

            @Description("Older name of workerPools, which wins.") @Size(max = 50) @ListKeys("name")
            List<NodePool> workerNodePoolDefaults,

            @Description("Public SSH keys of clusters that name none.") @Size(max = 32) @SetList
            List<@Size(max = 2048) String> sshKeys) {
        public Defaults {
            workerPools = Immutable.list(workerPools);
            workerNodePoolDefaults = Immutable.list(workerNodePoolDefaults);
            sshKeys = Immutable.list(sshKeys);
        }

        /** The control-plane pool, under either name. */
        public @Nullable ControlPlanePool controlPlane() {
            return controlPlanePool != null ? controlPlanePool : controlPlaneDefaults;
        }

        /** The worker pools, under either name. */
        public List<NodePool> workers() {
            return workerPools.isEmpty() ? workerNodePoolDefaults : workerPools;
        }
    }
}
