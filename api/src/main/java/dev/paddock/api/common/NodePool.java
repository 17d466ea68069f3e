// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
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
        @Required @Size(min = 1, max = 30) @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
        String name,

        @Nullable @Min(0) @Max(1000) Integer nodes,
        @Nullable @Min(0) @Max(1000) Integer nodeCount,
        @Nullable @Min(0) @Max(1000) Integer minNodes,
        @Nullable @Min(0) @Max(1000) Integer maxNodes,
        @Nullable Architecture architecture,
        @Nullable Cpu cpu,
        @Nullable Memory memory,
        @Nullable Gpu gpu,
        @Size(max = 64) Map<String, String> labels,
        @Size(max = 64) Map<String, String> annotations,
        @Size(max = 32) @ListKeys({"key", "effect"}) List<Taint> taints) {
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
