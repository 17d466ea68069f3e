// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which revision holds what the spec says now. */
@Description("Which revision holds what the spec says; written by the hub.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadProfileStatus(
        @Description("The newest revision.") @Nullable LatestRevision latestRevision,

        @Description("Generation of the spec this status is about; older than metadata.generation means not "
                + "stored as a revision yet.")
        @Nullable
        Long observedGeneration,

        @Description("How things stand, by type: Ready, True once the spec is stored as a revision.") @ListKeys("type")
        List<Condition> conditions)
        implements Conditioned {
    public WorkloadProfileStatus {
        conditions = Immutable.list(conditions);
    }

    /** Names a DefinitionRevision. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record LatestRevision(
            @Description("Name of the DefinitionRevision.") String name,

            @Description("Its number, counted from 1.") Long revision,

            @Description("Its version, which a workloadProfileRef names.")
            String version,

            @Description("Digest of what it says, its notes left out.")
            String revisionHash) {}
}
