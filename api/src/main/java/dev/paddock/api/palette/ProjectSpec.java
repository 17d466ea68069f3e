// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.NameReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Isolation;
import dev.paddock.api.schema.Description;
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
@Description("What the project is and may use.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.computeConfigRef) || has(self.computeProfileRef)",
        message = "a project needs cluster defaults (computeConfigRef or computeProfileRef)",
        reason = "FieldValueRequired",
        fieldPath = ".computeConfigRef")
public record ProjectSpec(
        @Description("Name for people, at most 63 letters, digits and blanks; the object's name by default.")
        @Nullable
        @Size(max = 63)
        @Pattern("^[A-Za-z0-9][A-Za-z0-9 ]*$")
        String displayName,

        @Description("Tenant the project belongs to; must exist; immutable.")
        @ValidationRule(
                value = "self.name == oldSelf.name",
                messageExpression = "'\"' + self.name + '\": field is immutable'",
                reason = "FieldValueInvalid",
                fieldPath = ".name")
        @Required
        NameReference tenantRef,

        @Description("ComputeConfig with cluster defaults. Not yet supported: setting it is refused.") @Nullable
        Reference computeConfigRef,

        @Description("ComputeProfile with limits and defaults for deployments that name none; needed while "
                + "computeConfigRef is refused.")
        @Nullable
        Reference computeProfileRef,

        @Description("Settings with credentials. Not yet supported: setting it is refused.") @Nullable
        NameReference settingsRef,

        @Description("Most GPUs by family over the whole project, in whole GPUs; * binds each family without "
                + "its own key.")
        @Size(max = 64)
        Map<String, @Min(0) Long> gpuLimits,

        @Description("OIDC groups by role. Not yet supported: setting it is refused.") @Nullable
        RoleMapping roleMapping,

        @Description("What deployments of the project may do.") @Nullable
        AdmissionConfiguration admissionConfiguration,

        @Description("Weakest isolation that deployments may ask for: Namespace (default), ControlPlane or Cluster.")
        @Nullable
        Isolation isolationFloor,

        @Description("Which bundle serves which model. Not yet supported: setting it is refused.")
        @Size(max = 200)
        @ListKeys("name")
        List<ModelMapping> modelMappings,

        @Description("Which models may be served. Not yet supported: setting it is refused.") @Nullable
        ModelGovernance modelGovernance,

        @Description("True refuses to delete the project; false by default.") @Default("false") @Nullable
        Boolean deletionProtection) {
    public ProjectSpec {
        gpuLimits = Immutable.map(gpuLimits);
        modelMappings = Immutable.list(modelMappings);
    }

    /** OIDC groups by role; a group in several lists gets the strongest. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RoleMapping(
            @Description("OIDC groups that administer the project.") @Size(max = 200) @SetList
            List<String> admin,

            @Description("OIDC groups that run things in it.") @Size(max = 200) @SetList
            List<String> editor,

            @Description("OIDC groups that may look.") @Size(max = 200) @SetList
            List<String> viewer) {
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
            @Description("Where deployments may go.") @Nullable
            WorkloadConfiguration workloadConfiguration,

            @Description("Cluster-scoped kinds, as Kind.group, that may be rendered to shared clusters; none by "
                    + "default.")
            @Size(max = 64)
            @SetList
            List<String> clusterScopedKinds) {
        public AdmissionConfiguration {
            clusterScopedKinds = Immutable.list(clusterScopedKinds);
        }
    }

    /** Where deployments may go. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record WorkloadConfiguration(
            @Description("Namespaces on clusters that deployments may use.") @Nullable
            DeploymentNamespaces deploymentNamespaces) {}

    /** Globs on target namespaces; a match in {@code disallow} wins, an empty {@code allow} allows all. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DeploymentNamespaces(
            @Description("Globs on target namespaces, * and ?; empty allows all but system namespaces.")
            @Size(max = 64)
            @SetList
            List<String> allow,

            @Description("Globs on target namespaces; a match wins over allow.") @Size(max = 64) @SetList
            List<String> disallow) {
        public DeploymentNamespaces {
            allow = Immutable.list(allow);
            disallow = Immutable.list(disallow);
        }
    }
}
