// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.SecretKeyReference;
import dev.paddock.api.common.VariableValue;
import dev.paddock.api.mural.Variable;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadProfileSpec;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.DefinitionRevisionSpec.ProfileSnapshot;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.revision.Revisions;
import dev.paddock.core.workload.SecretKey;
import dev.paddock.core.workload.VariableDeclaration;
import dev.paddock.core.workload.VariableLevel;
import dev.paddock.core.workload.VariableResolver;
import dev.paddock.core.workload.VariableType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values a deployment gives against the variables that its profile declares. A profile or revision not there yet declares nothing. */
final class VariableRules {
    private static final String PATH = "spec.variables";
    private static final ObjectMapper JSON = new ObjectMapper();

    private VariableRules() {}

    static Stream<Finding> doNotFit(
            ObjectIndex objects,
            @Nullable ProfileReference reference,
            String fallbackNamespace,
            Optional<String> version,
            Map<String, VariableValue> given) {
        Stream<Finding> shapes = notAValue(given);
        if (reference == null) {
            return shapes;
        }
        String namespace = reference.namespaceOr(fallbackNamespace);
        Stream<Finding> values = declaring(objects, namespace, reference.name(), version).stream()
                .flatMap(spec -> against("WorkloadProfile " + namespace + "/" + reference.name(), spec, given));
        return Stream.concat(shapes, values);
    }

    /** A revision declares what it declared, whatever the profile says by now. */
    private static Optional<WorkloadProfileSpec> declaring(
            ObjectIndex objects, String namespace, String name, Optional<String> version) {
        return version.isPresent()
                ? objects.find(DefinitionRevision.class, namespace, Revisions.name(name, version.get()))
                        .filter(revision -> Revisions.isOf(revision, name))
                        .flatMap(Revisions::snapshot)
                        .map(ProfileSnapshot::spec)
                : objects.find(WorkloadProfile.class, namespace, name).map(WorkloadProfile::getSpec);
    }

    private static Stream<Finding> notAValue(Map<String, VariableValue> given) {
        return new TreeMap<>(given)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof VariableValue.Unsupported)
                        .map(entry -> new Finding.Invalid(FieldError.invalid(
                                PATH + "." + entry.getKey(),
                                JSON.<JsonNode>valueToTree(entry.getValue()),
                                "must be a string, a boolean, a number or {secretRef: {name, key}}")));
    }

    private static Stream<Finding> against(String who, WorkloadProfileSpec spec, Map<String, VariableValue> given) {
        VariableLevel level = new VariableLevel(
                who, spec.variableSet().stream().map(VariableRules::declaration).toList());
        Map<String, JsonNode> values = new TreeMap<>();
        given.forEach((name, value) -> {
            if (!(value instanceof VariableValue.Unsupported)) {
                values.put(name, JSON.valueToTree(value));
            }
        });
        return VariableResolver.resolve(PATH, List.of(level), values).errors().stream()
                .map(Finding.Invalid::new);
    }

    private static VariableDeclaration declaration(Variable variable) {
        Object value = variable.value() == null ? null : variable.value().any();
        SecretKeyReference secret =
                variable.valueFrom() == null ? null : variable.valueFrom().secretRef();
        return new VariableDeclaration(
                variable.name(),
                VariableType.of(variable.variableType().text())
                        .orElseThrow(() -> new IllegalStateException(
                                "the API and core know the same types, except " + variable.variableType())),
                value == null ? null : JSON.valueToTree(value),
                secret == null ? null : new SecretKey(secret.name(), secret.key()),
                variable.required(),
                variable.fixed());
    }
}
