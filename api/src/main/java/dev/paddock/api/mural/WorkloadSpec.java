// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What one cluster was given. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadSpec(
        @Nullable WorkloadTemplate workload,
        @Nullable String clusterName,
        @JsonProperty("class") @Nullable String clusterClass,
        @Nullable Artifact artifact) {

    /** The artifact the cluster pulls. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Artifact(
            @Required String repository, @Required String digest) {}
}
