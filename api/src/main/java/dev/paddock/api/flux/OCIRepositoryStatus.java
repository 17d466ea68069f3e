// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.flux;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.ListKeys;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the pinned artifact could be pulled. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record OCIRepositoryStatus(
        @Nullable Long observedGeneration,
        @ListKeys("type") List<Condition> conditions,
        @Nullable String url,
        @Nullable Artifact artifact,
        @Nullable String lastHandledReconcileAt) {
    public OCIRepositoryStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** The artifact last pulled. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Artifact(
            @Required String path,
            @Required String url,
            @Required String revision,
            @Nullable String digest,
            @Required String lastUpdateTime,
            @Nullable Long size,
            Map<String, String> metadata) {
        public Artifact {
            metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
        }
    }
}
