// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What one cluster was given. */
@Description("What the cluster was given.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadSpec(
        @Description("The workload as resolved for this cluster.") @Nullable
        WorkloadTemplate workload,

        @Description("Name of the ManagedCluster it runs on.") @Nullable
        String clusterName,

        @Description("Class of clusters whose artifact it takes.") @JsonProperty("class") @Nullable
        String clusterClass,

        @Description("Artifact that the cluster pulls.") @Nullable
        Artifact artifact) {

    /** The artifact the cluster pulls. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Artifact(
            @Description("Repository of the artifact, as an oci:// address.") @Required
            String repository,

            @Description("sha256 digest to pull.") @Required String digest) {}
}
