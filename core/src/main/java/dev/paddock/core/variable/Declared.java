// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.variable;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.common.SecretKeyReference;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Variable;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.core.workload.SecretKey;
import dev.paddock.core.workload.VariableDeclaration;
import dev.paddock.core.workload.VariableLevel;
import dev.paddock.core.workload.VariableType;
import java.util.List;

/** Levels of variables as their objects declare them. A Secret that a level names is in the level's own namespace. */
public final class Declared {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Declared() {}

    public static VariableLevel byProfile(String namespace, String profile, List<Variable> variables) {
        return new VariableLevel("WorkloadProfile " + namespace + "/" + profile, declarations(namespace, variables));
    }

    /** A Project's or the system's. */
    public static VariableLevel bySet(VariableSet set) {
        String namespace = set.getMetadata().getNamespace();
        return new VariableLevel(nameOf(namespace), declarations(namespace, variables(set)));
    }

    /** How messages name the set of a namespace. */
    public static String nameOf(String namespace) {
        return namespace + "/" + VariableSet.NAME;
    }

    public static List<Variable> variables(VariableSet set) {
        return set.getSpec() == null ? List.of() : set.getSpec().variables();
    }

    public static boolean ofSystem(VariableSet set) {
        return Namespaces.SYSTEM.equals(set.getMetadata().getNamespace());
    }

    private static List<VariableDeclaration> declarations(String namespace, List<Variable> variables) {
        return variables.stream()
                .map(variable -> declaration(namespace, variable))
                .toList();
    }

    static VariableDeclaration declaration(String namespace, Variable variable) {
        Object value = variable.value() == null ? null : variable.value().any();
        SecretKeyReference secret =
                variable.valueFrom() == null ? null : variable.valueFrom().secretRef();
        return new VariableDeclaration(
                variable.name(),
                type(variable.variableType()),
                value == null ? null : JSON.valueToTree(value),
                secret == null ? null : new SecretKey(namespace, secret.name(), secret.key()),
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
