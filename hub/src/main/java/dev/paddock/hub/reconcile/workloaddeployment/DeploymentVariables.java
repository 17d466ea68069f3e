// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.mural.Variable;
import dev.paddock.core.revision.ProfileRevision;
import dev.paddock.core.workload.SecretKey;
import dev.paddock.core.workload.VariableDeclaration;
import dev.paddock.core.workload.VariableLevel;
import dev.paddock.core.workload.VariableResolution;
import dev.paddock.core.workload.VariableResolver;
import dev.paddock.core.workload.VariableType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The variables of a deployment, from its own values and its profile's declarations. */
final class DeploymentVariables {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private DeploymentVariables() {}

    static VariableResolution resolve(DeploymentInputs inputs) {
        Map<String, JsonNode> given = new TreeMap<>();
        inputs.deployment()
                .getSpec()
                .variables()
                .forEach((name, value) -> given.put(name, MAPPER.valueToTree(value.json())));
        List<VariableLevel> levels = inputs.deployment().getSpec().workload() != null
                ? List.of()
                : inputs.profile().revision().map(DeploymentVariables::level).stream()
                        .toList();
        return VariableResolver.resolve("spec.variables", levels, given);
    }

    private static VariableLevel level(ProfileRevision profile) {
        return new VariableLevel(
                "WorkloadProfile " + profile.namespace() + "/" + profile.name(),
                profile.spec().variableSet().stream()
                        .map(DeploymentVariables::declaration)
                        .toList());
    }

    private static VariableDeclaration declaration(Variable variable) {
        Object value = variable.value() == null ? null : variable.value().any();
        Variable.ValueFrom from = variable.valueFrom();
        return new VariableDeclaration(
                variable.name(),
                type(variable.variableType()),
                value == null ? null : MAPPER.valueToTree(value),
                from == null
                        ? null
                        : new SecretKey(
                                from.secretRef().name(), from.secretRef().key()),
                variable.required(),
                variable.fixed());
    }

    private static VariableType type(Variable.Type type) {
        return switch (type) {
            case STRING -> VariableType.STRING;
            case BOOL -> VariableType.BOOL;
            case INT32 -> VariableType.INT32;
            case INT64 -> VariableType.INT64;
            case FLOAT32 -> VariableType.FLOAT32;
            case FLOAT64 -> VariableType.FLOAT64;
        };
    }
}
