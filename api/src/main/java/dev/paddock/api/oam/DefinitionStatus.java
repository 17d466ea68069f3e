// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.oam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the definition can be used, and which revision holds what it says. */
@Description("Whether the definition can be used, and which revision holds what it says; written by the hub.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record DefinitionStatus(
        @Description("The newest revision; what is rendered with unless a type names another.") @Nullable
        LatestRevision latestRevision,

        @Description("Name of the ConfigMap with the OpenAPI schema of its parameters.") @Nullable
        String configMapRef,

        @Description("Generation of the spec this status is about.") @Nullable
        Long observedGeneration,

        @Description("How things stand, by type: Ready, True with reason Compiled once it can be used.")
        @ListKeys("type")
        List<Condition> conditions)
        implements Conditioned {
    public DefinitionStatus {
        conditions = Immutable.list(conditions);
    }

    /** Names a DefinitionRevision. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record LatestRevision(
            @Description("Name of the DefinitionRevision.") String name,

            @Description("Its number, counted from 1.") Long revision,

            @Description("Digest of what it says.") String revisionHash) {}
}
