// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.meta.Health;
import dev.paddock.api.schema.DateTime;
import dev.paddock.api.schema.Description;
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
@Description("What the agent of the cluster reports; nobody else writes it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadStatus(
        @Description("sha256 digest the agent applied last.") @Nullable
        String appliedDigest,

        @Description("Application if any component runs for good, else Task.") @Nullable
        WorkloadKind kind,

        @Description("Health of each component.") @ListKeys("name")
        List<ComponentStatus> components,

        @Description("Values read on the cluster.") @Nullable
        Outputs outputs,

        @Description("When the agent reported last.") @DateTime @Nullable
        String lastReportTime,

        @Description("Generation of the spec this status is about; older than metadata.generation means not "
                + "evaluated yet.")
        @Nullable
        Long observedGeneration,

        @Description("How things stand, by type: Applied, OutputsReady, Healthy, Ready.") @ListKeys("type")
        List<Condition> conditions)
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
            @Description("Name of the component.") @Required String name,

            @Description("Worst health of the component's objects and traits.") @Nullable
            Health health,

            @Description(
                    "What keeps it from being healthy, with the newest warnings of the cluster; of a healthy one, what "
                            + "its definition says of it.")
            @Nullable
            @Size(max = 1024)
            String message,

            @Description("Health of each trait.") List<TraitStatus> traits) {
        public ComponentStatus {
            traits = Immutable.list(traits);
        }
    }

    /** Health of one trait. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record TraitStatus(
            @Description("Type of the trait.") @Required String type,

            @Description("Name of the trait, where it has one.") @Nullable
            String name,

            @Description("Health of the trait's objects.") @Nullable
            Health health,

            @Description("What keeps it from being healthy.") @Nullable @Size(max = 1024)
            String message) {}

    /** Values read on the spoke, of definitions and of objects. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Outputs(
            @Description("Outputs of components and traits, by component and name.") @PreserveUnknownFields
            Map<String, Object> def,

            @Description("Outputs read from named objects, by name.") @PreserveUnknownFields
            Map<String, Object> obj) {
        public Outputs {
            def = Immutable.map(def);
            obj = Immutable.map(obj);
        }
    }
}
