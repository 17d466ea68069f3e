// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.common.VariableValue;
import dev.paddock.api.meta.DeletePolicy;
import dev.paddock.api.meta.Isolation;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.schema.Description;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The platform wanted and where it runs. Which fields go together is decided by the requirement table. */
@Description("The platform wanted and where it runs.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.mode) || !(self.mode in ['dedicated', 'Dedicated']) || has(self.cluster)",
        message = "mode dedicated creates a new cluster",
        reason = "FieldValueRequired",
        fieldPath = ".cluster")
@ValidationRule(
        value = "has(self.cluster) == has(oldSelf.cluster)",
        message = "field is immutable",
        reason = "FieldValueInvalid",
        fieldPath = ".cluster")
@ValidationRule(
        value = "!has(self.mode) || !(self.mode in ['dedicated', 'Dedicated']) || has(self.clusterProfileRef)",
        message = "mode dedicated creates a new cluster",
        reason = "FieldValueRequired",
        fieldPath = ".clusterProfileRef")
@ValidationRule(
        value =
                "!has(self.mode) || !(self.mode in ['shared', 'Shared']) || !has(self.cluster) || has(self.clusterProfileRef)",
        message = "spec.cluster creates a new shared cluster",
        reason = "FieldValueRequired",
        fieldPath = ".clusterProfileRef")
@ValidationRule(
        value =
                "!has(self.mode) || !(self.mode in ['shared', 'Shared']) || has(self.cluster) || !has(self.environmentRef) || !has(self.clusterProfileRef)",
        message = "not applicable: no new cluster is created",
        reason = "FieldValueForbidden",
        fieldPath = ".clusterProfileRef")
@ValidationRule(
        value =
                "!has(self.mode) || !(self.mode in ['shared', 'Shared']) || has(self.cluster) || has(self.environmentRef) || !has(self.clusterProfileRef)",
        message = "not applicable: no new cluster is created (set spec.cluster to create one)",
        reason = "FieldValueForbidden",
        fieldPath = ".clusterProfileRef")
@ValidationRule(
        value =
                "!has(self.mode) || !(self.mode in ['shared', 'Shared']) || has(self.cluster) || !has(self.deletePolicy)",
        message = "not applicable: applies only to a cluster this MLPlatform creates",
        reason = "FieldValueForbidden",
        fieldPath = ".deletePolicy")
@ValidationRule(
        value = "!has(self.mode) || !(self.mode in ['dedicated', 'Dedicated']) || !has(self.environmentRef)",
        message = "mode dedicated creates its own environment",
        reason = "FieldValueForbidden",
        fieldPath = ".environmentRef")
@ValidationRule(
        value =
                "!has(self.mode) || !(self.mode in ['shared', 'Shared']) || !has(self.cluster) || !has(self.environmentRef)",
        message = "may not be set together with spec.cluster",
        reason = "FieldValueForbidden",
        fieldPath = ".environmentRef")
@ValidationRule(
        value =
                "has(self.environmentRef) == has(oldSelf.environmentRef) && (!has(self.environmentRef) || self.environmentRef == oldSelf.environmentRef)",
        messageExpression =
                "(has(self.environmentRef) ? '\"' + self.environmentRef.name + '\": ' : '') + 'field is immutable'",
        reason = "FieldValueInvalid",
        fieldPath = ".environmentRef")
@ValidationRule(
        value =
                "!has(self.mode) || !(self.mode in ['dedicated', 'Dedicated']) || !has(self.isolation) || self.isolation == 'Cluster'",
        messageExpression = "'\"' + self.isolation + '\": mode dedicated always isolates by Cluster'",
        reason = "FieldValueInvalid",
        fieldPath = ".isolation")
@ValidationRule(
        value =
                "!has(self.mode) || !(self.mode in ['shared', 'Shared']) || !has(self.isolation) || self.isolation != 'Cluster'",
        messageExpression = "'\"' + self.isolation + '\": mode shared allows Namespace or ControlPlane'",
        reason = "FieldValueInvalid",
        fieldPath = ".isolation")
@ValidationRule(
        value =
                "has(self.isolation) == has(oldSelf.isolation) && (!has(self.isolation) || self.isolation == oldSelf.isolation)",
        messageExpression = "(has(self.isolation) ? '\"' + self.isolation + '\": ' : '') + 'field is immutable'",
        reason = "FieldValueInvalid",
        fieldPath = ".isolation")
@ValidationRule(
        value = "has(self.mode)",
        message = "one of dedicated, shared",
        reason = "FieldValueRequired",
        fieldPath = ".mode")
@ValidationRule(
        value =
                "has(self.targetNamespace) == has(oldSelf.targetNamespace) && (!has(self.targetNamespace) || self.targetNamespace == oldSelf.targetNamespace)",
        messageExpression =
                "(has(self.targetNamespace) ? '\"' + self.targetNamespace + '\": ' : '') + 'field is immutable'",
        reason = "FieldValueInvalid",
        fieldPath = ".targetNamespace")
@ValidationRule(
        value = "has(self.workloadProfileRef)",
        message = "every MLPlatform needs a workload profile",
        reason = "FieldValueRequired",
        fieldPath = ".workloadProfileRef")
public record MLPlatformSpec(
        @Description("Name of the platform, such as clearml; profiles are tagged with it; immutable.")
        @ValidationRule(value = "self == oldSelf", message = "field is immutable", reason = "FieldValueInvalid")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String platform,

        @Description("Version of the platform; must equal the WorkloadProfile's label, which is the default.")
        @Nullable
        @Size(min = 1, max = 63)
        String version,

        @Description("dedicated makes a cluster for this platform alone, shared takes one beside others; "
                + "required, immutable.")
        @ValidationRule(
                value = "self.lowerAscii() == oldSelf.lowerAscii()",
                message = "field is immutable",
                reason = "FieldValueInvalid")
        @Nullable
        Mode mode,

        @Description("With mode dedicated, what becomes of the cluster: Delete (default), or Orphan to keep "
                + "it running and charged.")
        @Nullable
        DeletePolicy deletePolicy,

        @Description("ClusterProfile of the new cluster, in mural-system by default; only with cluster, where "
                + "it is required.")
        @Nullable
        Reference clusterProfileRef,

        @Description("WorkloadProfile of the platform, in mural-system by default; required.") @Nullable
        ProfileReference workloadProfileRef,

        @Description("ComputeProfile whose limits and defaults apply; by default the project's, else the only "
                + "one in the namespace.")
        @Nullable
        Reference computeProfileRef,

        @Description("New cluster to make: required with mode dedicated, makes a new shared one with mode "
                + "shared; may be {}.")
        @Nullable
        ClusterSpec cluster,

        @Description("Values by variable name: scalars, or {secretRef: {name, key}}; only variables the "
                + "profile declares.")
        @Size(max = 256)
        Map<String, VariableValue> variables,

        @Description("Namespace on the cluster, by default project and name joined by a hyphen; immutable.")
        @Nullable
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String targetNamespace,

        @Description("Cluster for dedicated, Namespace (default) or ControlPlane for shared; immutable. "
                + "ControlPlane is not yet supported.")
        @Nullable
        Isolation isolation,

        @Description("Existing environment to run in, only with mode shared and without cluster; else one is "
                + "chosen; immutable.")
        @Nullable
        Reference environmentRef,

        @Description("True stops delivery and keeps what runs; false by default.") @Default("false") @Nullable
        Boolean suspend,

        @Description("How long steps may take before the platform counts as failed.") @Nullable
        Timeouts timeouts) {
    public MLPlatformSpec {
        variables = Immutable.map(variables);
    }

    /** Whether delivery is stopped while what runs is kept. */
    public boolean suspended() {
        return Boolean.TRUE.equals(suspend);
    }
}
