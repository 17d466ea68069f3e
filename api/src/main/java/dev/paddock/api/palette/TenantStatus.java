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

/** What the hub knows about a Tenant. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TenantStatus(
        @Nullable Phase phase,
        @Nullable String namespace,
        @Nullable Integer childProjectCount,
        Map<String, GpuUsage> gpu,
        @Nullable Long observedGeneration,
        @ListKeys("type") List<Condition> conditions)
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
