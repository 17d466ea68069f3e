// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the hub knows about a Project. */
@Description("What the hub knows about the project.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProjectStatus(
        @Description("Summary for people; automation reads conditions.") @Nullable
        Phase phase,

        @Description("Limit, use and reservation of GPUs, by family.")
        Map<String, GpuUsage> gpu,

        @Description("Which Settings and Secret each integration uses; never a value.")
        Map<String, EffectiveSetting> effectiveSettings,

        @Description("Number of ComputePools.") @Nullable Integer pools,
        @Description("Number of MLPlatforms.") @Nullable Integer platforms,

        @Description("Number of WorkloadDeployments.") @Nullable
        Integer deployments,

        @Description("Generation of the spec this status is about; older than metadata.generation means not "
                + "evaluated yet.")
        @Nullable
        Long observedGeneration,

        @Description("How things stand, by type: TenantResolved, SettingsResolved, ConfigResolved, "
                + "WithinLimits, Ready.")
        @ListKeys("type")
        List<Condition> conditions)
        implements Conditioned {
    public ProjectStatus {
        gpu = Immutable.map(gpu);
        effectiveSettings = Immutable.map(effectiveSettings);
        conditions = Immutable.list(conditions);
    }

    /** Summary for people; automation reads conditions. */
    public enum Phase {
        PENDING("Pending"),
        READY("Ready"),
        NOT_READY("NotReady"),
        DELETING("Deleting");

        private final String text;

        Phase(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Which Settings object and Secret an integration uses; never a value. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record EffectiveSetting(
            @Description("Namespace and name of the Settings.") @Nullable
            String settings,

            @Description("Name of the Secret.") @Nullable String secretRef) {}
}
