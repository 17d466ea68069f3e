// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Equal pods of one object, as many as there can be at most.
 *
 * @param owner how messages name the object
 * @param template the pod template: metadata and spec
 * @param replicas for {@code everyNode}: on each node
 * @param everyNode whether it is the cluster's nodes that decide how many pods there are
 */
record PodGroup(String owner, JsonNode ownerMetadata, JsonNode template, long replicas, boolean everyNode) {}
