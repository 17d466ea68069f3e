// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.variable;

import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Variable;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.workload.VariableDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the declarations of one level hold by themselves and agree with those of others. Pure; admission refuses by it, and the set's
 * status says what came about all the same.
 */
public final class SetCheck {
    private final List<FieldError> errors = new ArrayList<>();

    private SetCheck() {}

    /** @param others the other sets that a deployment may see together with it */
    public static List<FieldError> of(VariableSet set, List<VariableSet> others) {
        SetCheck check = new SetCheck();
        List<Variable> variables = Declared.variables(set);
        check.declarations("spec.variables", set.getMetadata().getNamespace(), variables, others);
        Optional<VariableSet> system = Declared.ofSystem(set)
                ? Optional.empty()
                : others.stream().filter(Declared::ofSystem).findFirst();
        for (int i = 0; i < variables.size(); i++) {
            if (!Declared.ofSystem(set)) {
                check.againstSystem("spec.variables[" + i + "]", variables.get(i), system);
            }
        }
        return List.copyOf(check.errors);
    }

    /** @param path where a profile's declarations sit */
    public static List<FieldError> ofProfile(
            String path, String namespace, List<Variable> variables, List<VariableSet> sets) {
        SetCheck check = new SetCheck();
        check.declarations(path, namespace, variables, sets);
        return List.copyOf(check.errors);
    }

    private void declarations(String path, String namespace, List<Variable> variables, List<VariableSet> others) {
        for (int i = 0; i < variables.size(); i++) {
            String at = path + "[" + i + "]";
            Variable variable = variables.get(i);
            VariableDeclaration declaration = Declared.declaration(namespace, variable);
            if (declaration.value() != null && !declaration.type().holds(declaration.value())) {
                errors.add(FieldError.invalid(
                        at + ".value",
                        declaration.value(),
                        "must be of type " + declaration.type().text() + "; values are not converted"));
            }
            for (VariableSet other : others) {
                find(other, variable.name())
                        .filter(found -> found.variableType() != variable.variableType())
                        .ifPresent(found -> errors.add(FieldError.invalid(
                                at + ".variableType",
                                variable.variableType().text(),
                                Declared.nameOf(other.getMetadata().getNamespace()) + " declares \"" + variable.name()
                                        + "\" as " + found.variableType()
                                        + "; all declarations of a name must have one type")));
            }
        }
    }

    private void againstSystem(String at, Variable variable, Optional<VariableSet> system) {
        Optional<Variable> declared = system.flatMap(set -> find(set, variable.name()));
        if (declared.filter(Variable::fixed).isPresent()) {
            errors.add(FieldError.forbidden(at + ".name", "locked by " + Declared.nameOf(Namespaces.SYSTEM)));
        }
        if (variable.fixed() && declared.isEmpty()) {
            errors.add(FieldError.forbidden(
                    at + ".locked",
                    "a Project may lock only what " + Declared.nameOf(Namespaces.SYSTEM) + " declares"));
        }
    }

    private static Optional<Variable> find(VariableSet set, String name) {
        return Declared.variables(set).stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst();
    }
}
