// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cluster that a deployment asks for. {@code cloudType} is an alias of {@code cloud}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterSpec(
        @Nullable @Size(min = 1, max = 63) String name,
        @Nullable NameReference providerRef,
        @Nullable @Size(min = 1, max = 63) String cloud,
        @Nullable @Size(min = 1, max = 63) String cloudType,
        @Nullable @Size(min = 1, max = 32) String kubernetesVersion,
        @Nullable ControlPlanePool controlPlanePool,
        @Size(max = 50) @ListKeys("name") List<NodePool> workerPools,
        @Size(max = 64) Map<String, String> controlPlaneResourceGroups,
        @Size(max = 64) Map<String, String> workerResourceGroups,
        @Nullable Edge edge,
        @Size(max = 32) @SetList List<@Size(max = 2048) String> sshKeys,
        @Nullable NameReference scalingPolicyRef) {
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
