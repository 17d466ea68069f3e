// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Use of the profile. */
@Description("Use of the profile; written by the hub.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputeProfileStatus(
        @Description("Limit, use and reservation of GPUs, by family.")
        Map<String, GpuUsage> gpu,

        @Description("Number of deployments and pools that resolve to this profile.") @Nullable
        Integer consumers,

        @Description("Generation of the spec this status is about; older than metadata.generation means not "
                + "evaluated yet.")
        @Nullable
        Long observedGeneration,

        @Description("How things stand, by type: SettingsResolved, ConfigResolved, WithinLimits, Ready.")
        @ListKeys("type")
        List<Condition> conditions)
        implements Conditioned {
    public ComputeProfileStatus {
        gpu = Immutable.map(gpu);
        conditions = Immutable.list(conditions);
    }
}
