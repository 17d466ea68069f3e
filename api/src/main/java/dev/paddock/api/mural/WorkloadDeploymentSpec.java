// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.common.VariableValue;
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
        @Nullable ProfileReference workloadProfileRef,
        @Nullable WorkloadTemplate workload,
        @Required Reference environmentRef,
        @Size(max = 1000) @SetList List<String> clusterNames,
        @Size(max = 256) Map<String, VariableValue> variables,

        @Nullable @Size(min = 1, max = 63) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String targetNamespace,

        @Default("false") @Nullable Boolean suspend) {
    public WorkloadDeploymentSpec {
        clusterNames = Immutable.list(clusterNames);
        variables = Immutable.map(variables);
    }

    /** Whether delivery is stopped while what runs is kept. */
    public boolean suspended() {
        return Boolean.TRUE.equals(suspend);
    }
}
