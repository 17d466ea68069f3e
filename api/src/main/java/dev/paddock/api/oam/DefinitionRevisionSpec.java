// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.oam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.mural.WorkloadProfileSpec;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.FreeForm;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The snapshot and how it is numbered. */
@Description("The snapshot and how it is numbered.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = "self == oldSelf", message = "field is immutable", reason = "FieldValueInvalid")
public record DefinitionRevisionSpec(
        @Description("Which snapshot of its object this is, counted from 1.") @Required @Min(1)
        Long revision,

        @Description("The version that a workloadProfileRef, or a type after its @, names.")
        @Required
        @Size(min = 1, max = 63)
        String version,

        @Description("Digest of what the snapshot says, its notes left out; equal digests deploy alike.")
        @Required
        @Size(min = 1, max = 80)
        String revisionHash,

        @Description("What the snapshot is of: Component, Trait, Policy, WorkflowStep or WorkloadProfile.") @Required
        Type definitionType,

        @Description("The profile as it was: {name, labels, spec}.") @Nullable @FreeForm
        ProfileSnapshot workloadProfile,

        @Description("The ComponentDefinition as it was.") @PreserveUnknownFields
        Map<String, Object> componentDefinition,

        @Description("The TraitDefinition as it was.") @PreserveUnknownFields
        Map<String, Object> traitDefinition,

        @Description("The PolicyDefinition as it was.") @PreserveUnknownFields
        Map<String, Object> policyDefinition,

        @Description("The WorkflowStepDefinition as it was.") @PreserveUnknownFields
        Map<String, Object> workflowStepDefinition) {

    public DefinitionRevisionSpec {
        componentDefinition = Immutable.map(componentDefinition);
        traitDefinition = Immutable.map(traitDefinition);
        policyDefinition = Immutable.map(policyDefinition);
        workflowStepDefinition = Immutable.map(workflowStepDefinition);
    }

    /** What a snapshot is of. */
    public enum Type {
        COMPONENT("Component"),
        TRAIT("Trait"),
        POLICY("Policy"),
        WORKFLOW_STEP("WorkflowStep"),
        WORKLOAD_PROFILE("WorkloadProfile");

        private final String text;

        Type(String text) {
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

    /** A WorkloadProfile at one time. Its schema is that of the profile, which has judged it before. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ProfileSnapshot(
            @Description("Name of the profile.") String name,

            @Description("Labels that the profile had.") Map<String, String> labels,

            @Description("Spec that the profile had.") WorkloadProfileSpec spec) {
        public ProfileSnapshot {
            labels = Immutable.map(labels);
        }
    }
}
