// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.flux;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.ListKeys;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was applied from which revision, and whether it is healthy. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record KustomizationStatus(
        @Nullable Long observedGeneration,
        @ListKeys("type") List<Condition> conditions,
        @Nullable String lastAppliedRevision,
        @Nullable String lastAppliedOriginRevision,
        @Nullable String lastAttemptedRevision,
        @Nullable Inventory inventory,
        @Nullable String lastHandledReconcileAt) {
    public KustomizationStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** What was applied last. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Inventory(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Required
            List<InventoryEntry> entries) {
        public Inventory {
            entries = entries == null ? List.of() : List.copyOf(entries);
        }
    }

    /** An applied object: {@code <namespace>_<name>_<group>_<kind>} and its version. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record InventoryEntry(
            @Required String id, @Required String v) {}
}
