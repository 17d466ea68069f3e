// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A published artifact and the clusters that take it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ArtifactRef(
        @JsonProperty("class") @Nullable String clusterClass,
        @Required String repository,
        @Nullable String tag,
        @Nullable String digest,
        @SetList List<String> clusters) {
    public ArtifactRef {
        clusters = Immutable.list(clusters);
    }
}
