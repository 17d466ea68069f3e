// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The status of kinds that report nothing but conditions. */
@Description("How things stand; written by the hub.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConditionedStatus(
        @Description("Generation of the spec this status is about; older than metadata.generation means not "
                + "evaluated yet.")
        @Nullable
        Long observedGeneration,

        @Description("How things stand, by type; nothing is reported on this kind yet.") @ListKeys("type")
        List<Condition> conditions)
        implements Conditioned {
    public ConditionedStatus {
        conditions = Immutable.list(conditions);
    }
}
