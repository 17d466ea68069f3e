// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Worker nodes of one kind. {@code nodeCount} is an alias of {@code nodes}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.minNodes) || !has(self.maxNodes)",
        message = "minNodes and maxNodes go together",
        reason = "FieldValueRequired",
        fieldPath = ".minNodes")
@ValidationRule(
        value = "has(self.maxNodes) || !has(self.minNodes)",
        message = "minNodes and maxNodes go together",
        reason = "FieldValueRequired",
        fieldPath = ".maxNodes")
@ValidationRule(
        value =
                "!has(self.minNodes) || self.minNodes <= (has(self.nodes) ? self.nodes : has(self.nodeCount) ? self.nodeCount : 1)",
        message = "must not exceed nodes",
        reason = "FieldValueInvalid",
        fieldPath = ".minNodes")
@ValidationRule(
        value =
                "!has(self.maxNodes) || self.maxNodes >= (has(self.nodes) ? self.nodes : has(self.nodeCount) ? self.nodeCount : 1)",
        message = "must not be less than nodes",
        reason = "FieldValueInvalid",
        fieldPath = ".maxNodes")
@ValidationRule(
        value = "!has(self.nodes) || !has(self.nodeCount) || self.nodes == self.nodeCount",
        message = "conflicts with nodes",
        reason = "FieldValueInvalid",
        fieldPath = ".nodeCount")
public record NodePool(
        @Description("Name of the pool, at most 30 characters, unique in the cluster.")
        @Required
        @Size(min = 1, max = 30)
        @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
        String name,

        @Description("Nodes to start with, 0 to 1000; 1 by default.") @Nullable @Min(0) @Max(1000)
        Integer nodes,

        @Description("Alias of nodes; if both are set they must be equal.") @Nullable @Min(0) @Max(1000)
        Integer nodeCount,

        @Description("Fewest nodes the pool may shrink to, at most nodes; goes together with maxNodes.")
        @Nullable
        @Min(0)
        @Max(1000)
        Integer minNodes,

        @Description("Most nodes the pool may grow to, at least nodes; quota reserves the GPUs of this many.")
        @Nullable
        @Min(0)
        @Max(1000)
        Integer maxNodes,

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
    public NodePool {
        labels = Immutable.map(labels);
        annotations = Immutable.map(annotations);
        taints = Immutable.list(taints);
    }

    /** Nodes to start with; one when nothing is written. */
    public int wantedNodes() {
        if (nodes != null) {
            return nodes;
        }
        return nodeCount == null ? 1 : nodeCount;
    }

    /** The most nodes this pool may grow to, which is what quota reserves. */
    public int boundNodes() {
        return maxNodes == null ? wantedNodes() : maxNodes;
    }
}
