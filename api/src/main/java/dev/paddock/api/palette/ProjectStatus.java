// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the hub knows about a Project. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProjectStatus(
        @Nullable Phase phase,
        Map<String, GpuUsage> gpu,
        Map<String, EffectiveSetting> effectiveSettings,
        @Nullable Integer pools,
        @Nullable Integer platforms,
        @Nullable Integer deployments,
        @Nullable Long observedGeneration,
        @ListKeys("type") List<Condition> conditions)
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
            @Nullable String settings, @Nullable String secretRef) {}
}
