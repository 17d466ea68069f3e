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

/** What the hub knows about a Tenant. */
@Description("What the hub knows about the tenant.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TenantStatus(
        @Description("Summary for people; automation reads conditions.") @Nullable
        Phase phase,

        @Description("Namespace that holds what the tenant shares with its projects.") @Nullable
        String namespace,

        @Description("Number of projects; the tenant cannot be deleted while there are any.") @Nullable
        Integer childProjectCount,

        @Description("Limit, use and reservation of GPUs, by family.")
        Map<String, GpuUsage> gpu,

        @Description("Generation of the spec this status is about; older than metadata.generation means not "
                + "evaluated yet.")
        @Nullable
        Long observedGeneration,

        @Description("How things stand, by type: NamespaceReady, SettingsResolved, WithinLimits, Ready.")
        @ListKeys("type")
        List<Condition> conditions)
        implements Conditioned {
    public TenantStatus {
        gpu = Immutable.map(gpu);
        conditions = Immutable.list(conditions);
    }

    /** Summary for people; automation reads conditions. */
    public enum Phase {
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
}
