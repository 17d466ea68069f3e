// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.meta.Health;
import dev.paddock.api.schema.DateTime;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the agent of the cluster reports; nobody else writes it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadStatus(
        @Nullable String appliedDigest,
        @Nullable WorkloadKind kind,
        @ListKeys("name") List<ComponentStatus> components,
        @Nullable Outputs outputs,
        @DateTime @Nullable String lastReportTime,
        @Nullable Long observedGeneration,
        @ListKeys("type") List<Condition> conditions)
        implements Conditioned {
    public WorkloadStatus {
        components = Immutable.list(components);
        conditions = Immutable.list(conditions);
    }

    /** Whether any component runs for good. */
    public enum WorkloadKind {
        APPLICATION("Application"),
        TASK("Task");

        private final String text;

        WorkloadKind(String text) {
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

    /** Health of one component. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ComponentStatus(
            @Required String name,
            @Nullable Health health,
            @Nullable @Size(max = 1024) String message,
            List<TraitStatus> traits) {
        public ComponentStatus {
            traits = Immutable.list(traits);
        }
    }

    /** Health of one trait. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record TraitStatus(
            @Required String type,
            @Nullable String name,
            @Nullable Health health,
            @Nullable @Size(max = 1024) String message) {}

    /** Values read on the spoke, of definitions and of objects. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Outputs(
            @PreserveUnknownFields Map<String, Object> def,
            @PreserveUnknownFields Map<String, Object> obj) {
        public Outputs {
            def = Immutable.map(def);
            obj = Immutable.map(obj);
        }
    }
}
