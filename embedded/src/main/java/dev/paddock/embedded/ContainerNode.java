// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one node of a cluster whose pods really run, on this machine. Its processors and memory are the machine's; its GPUs
 * are counted but not there, and the node says so.
 *
 * @param pool of which it is the only node, as a label; the node's name does not follow it, because volumes do the name
 * @param gpuFamily the model as NVIDIA's feature discovery would label it; null without GPUs
 * @param gpus 0 without GPUs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ContainerNode(String pool, @Nullable String gpuFamily, int gpus, Map<String, String> labels) {
    public ContainerNode {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        require(
                pool.matches("[a-z0-9]([-a-z0-9]{0,40}[a-z0-9])?"),
                "pool",
                pool,
                "is a DNS label of at most 42 characters");
        require(gpus >= 0, "gpus", gpus, "is not negative");
        require((gpuFamily == null) == (gpus == 0), "gpuFamily", gpuFamily, "and gpus are given together");
    }

    /** Of the Node object. */
    public String nodeName() {
        return "node-0";
    }

    private static void require(boolean holds, String field, @Nullable Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("container node: %s %s; it %s".formatted(field, value, rule));
        }
    }
}
