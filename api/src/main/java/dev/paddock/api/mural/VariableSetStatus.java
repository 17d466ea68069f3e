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

/** Who uses it, and whether it can be used. */
@Description("Who uses it, and whether it can be used; written by the hub.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record VariableSetStatus(
        @Description("How many WorkloadDeployments read one of its variables or give it a value.") @Nullable
        Integer usedBy,

        @Description("Generation of the spec this status is about; older than metadata.generation means not "
                + "evaluated yet.")
        @Nullable
        Long observedGeneration,

        @Description("How things stand, by type: Ready, False while its declarations contradict others.")
        @ListKeys("type")
        List<Condition> conditions)
        implements Conditioned {
    public VariableSetStatus {
        conditions = Immutable.list(conditions);
    }
}
