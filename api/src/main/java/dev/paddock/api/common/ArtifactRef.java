// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A published artifact and the clusters that take it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ArtifactRef(
        @Description("Class of clusters the artifact was rendered for: clusters with equal rendering inputs share one.")
        @JsonProperty("class")
        @Nullable
        String clusterClass,

        @Description("Repository of the artifact, as an oci:// address.") @Required
        String repository,

        @Description("Tag under which it was published.") @Nullable
        String tag,

        @Description("sha256 digest that the clusters are told to pull.") @Nullable
        String digest,

        @Description("Fingerprint of the public key whose other half signed it: the SHA-256 of its DER form.") @Nullable
        String signedBy,

        @Description("Names of the clusters that take this artifact.") @SetList
        List<String> clusters) {
    public ArtifactRef {
        clusters = Immutable.list(clusters);
    }
}
