// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The control-plane nodes of a cluster. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.workerNodeEligible) || self.workerNodeEligible || self.nodeCount != 1",
        message = "false: a single control-plane node must take work",
        reason = "FieldValueInvalid",
        fieldPath = ".workerNodeEligible")
@ValidationRule(
        value = "!has(self.singleNodeCluster) || !self.singleNodeCluster || self.nodeCount == 1",
        message = "true: needs nodeCount 1",
        reason = "FieldValueInvalid",
        fieldPath = ".singleNodeCluster")
public record ControlPlanePool(
        @Description("Number of control-plane nodes: 1, 3 or 5; may only grow.")
        @ValidationRule(
                value = "self in [1, 3, 5]",
                message = "must be 1, 3 or 5, so that the control plane keeps a quorum",
                reason = "FieldValueInvalid")
        @Required
        @Min(1)
        @Max(5)
        Integer nodeCount,

        @Description("Whether ordinary pods may run here; by default only when nodeCount is 1, where it must be true.")
        @Nullable
        Boolean workerNodeEligible,

        @Description("Deprecated; true needs nodeCount 1 and no worker pools.") @Nullable
        Boolean singleNodeCluster,

        @Description("Processor architecture of the machines, AMD64 by default; immutable.") @Nullable
        Architecture architecture,

        @Description("Least processors of a machine; immutable.") @Nullable
        Cpu cpu,

        @Description("Least memory of a machine; immutable.") @Nullable
        Memory memory,

        @Description("GPUs of each node; family and count are immutable.") @Nullable
        Gpu gpu,

        @Description("Labels put on the nodes.") @Size(max = 64)
        Map<String, String> labels,

        @Description("Annotations put on the nodes.") @Size(max = 64)
        Map<String, String> annotations,

        @Description("Taints put on the nodes, by key and effect.") @Size(max = 32) @ListKeys({"key", "effect"})
        List<Taint> taints) {
    public ControlPlanePool {
        labels = Immutable.map(labels);
        annotations = Immutable.map(annotations);
        taints = Immutable.list(taints);
    }

    /** Whether ordinary pods may run here; a lone control-plane node must take them. */
    public boolean takesWork() {
        return workerNodeEligible == null ? nodeCount == 1 : workerNodeEligible;
    }
}
