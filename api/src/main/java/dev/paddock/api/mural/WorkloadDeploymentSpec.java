// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.common.VariableValue;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runs where. Exactly one of {@code workloadProfileRef} and {@code workload} is set. */
@Description("What runs where.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.workloadProfileRef) || has(self.workload)",
        message = "exactly one of workloadProfileRef, workload",
        reason = "FieldValueRequired",
        fieldPath = ".workloadProfileRef")
@ValidationRule(
        value = "!has(self.workloadProfileRef) || !has(self.workload)",
        message = "may not be set together with workloadProfileRef",
        reason = "FieldValueForbidden",
        fieldPath = ".workload")
public record WorkloadDeploymentSpec(
        @Description("Profile to deploy; exactly one of this and workload.") @Nullable
        ProfileReference workloadProfileRef,

        @Description("Workload written inline; exactly one of this and workloadProfileRef.") @Nullable
        WorkloadTemplate workload,

        @Description("Environment that chooses the clusters.") @Required
        Reference environmentRef,

        @Description("Subset of the environment's clusters; all of them if empty.") @Size(max = 1000) @SetList
        List<String> clusterNames,

        @Description("Values by variable name: scalars, or {secretRef: {name, key}}.") @Size(max = 256)
        Map<String, VariableValue> variables,

        @Description("Namespace on the clusters; by default project and name joined by a hyphen, cut with a "
                + "hash beyond 63 characters.")
        @Nullable
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String targetNamespace,

        @Description("True stops delivery and keeps what runs; false by default.") @Default("false") @Nullable
        Boolean suspend) {
    public WorkloadDeploymentSpec {
        clusterNames = Immutable.list(clusterNames);
        variables = Immutable.map(variables);
    }

    /** Whether delivery is stopped while what runs is kept. */
    public boolean suspended() {
        return Boolean.TRUE.equals(suspend);
    }
}
