// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.NameReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Isolation;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a Project is and may use. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.computeConfigRef) || has(self.computeProfileRef)",
        message = "a project needs cluster defaults (computeConfigRef or computeProfileRef)",
        reason = "FieldValueRequired",
        fieldPath = ".computeConfigRef")
public record ProjectSpec(
        @Nullable @Size(max = 63) @Pattern("^[A-Za-z0-9][A-Za-z0-9 ]*$")
        String displayName,

        @ValidationRule(
                value = "self.name == oldSelf.name",
                messageExpression = "'\"' + self.name + '\": field is immutable'",
                reason = "FieldValueInvalid",
                fieldPath = ".name")
        @Required
        NameReference tenantRef,

        @Nullable Reference computeConfigRef,
        @Nullable Reference computeProfileRef,
        @Nullable NameReference settingsRef,
        @Size(max = 64) Map<String, @Min(0) Long> gpuLimits,
        @Nullable RoleMapping roleMapping,
        @Nullable AdmissionConfiguration admissionConfiguration,
        @Nullable Isolation isolationFloor,
        @Size(max = 200) @ListKeys("name") List<ModelMapping> modelMappings,
        @Nullable ModelGovernance modelGovernance,
        @Default("false") @Nullable Boolean deletionProtection) {
    public ProjectSpec {
        gpuLimits = Immutable.map(gpuLimits);
        modelMappings = Immutable.list(modelMappings);
    }

    /** OIDC groups by role; a group in several lists gets the strongest. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RoleMapping(
            @Size(max = 200) @SetList List<String> admin,
            @Size(max = 200) @SetList List<String> editor,
            @Size(max = 200) @SetList List<String> viewer) {
        public RoleMapping {
            admin = Immutable.list(admin);
            editor = Immutable.list(editor);
            viewer = Immutable.list(viewer);
        }
    }

    /** Limits on what deployments of the Project may do. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AdmissionConfiguration(
            @Nullable WorkloadConfiguration workloadConfiguration,
            @Size(max = 64) @SetList List<String> clusterScopedKinds) {
        public AdmissionConfiguration {
            clusterScopedKinds = Immutable.list(clusterScopedKinds);
        }
    }

    /** Where deployments may go. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record WorkloadConfiguration(@Nullable DeploymentNamespaces deploymentNamespaces) {}

    /** Globs on target namespaces; a match in {@code disallow} wins, an empty {@code allow} allows all. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DeploymentNamespaces(
            @Size(max = 64) @SetList List<String> allow,
            @Size(max = 64) @SetList List<String> disallow) {
        public DeploymentNamespaces {
            allow = Immutable.list(allow);
            disallow = Immutable.list(disallow);
        }
    }
}
