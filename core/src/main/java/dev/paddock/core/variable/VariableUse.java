// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.variable;

import dev.paddock.api.mural.VariableSet;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.workload.Macro;
import dev.paddock.core.workload.TemplateMacros;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a deployment is concerned with: those its template reads, those it gives a value, those its profile declares. What a
 * set declares besides is for others and can neither fail it nor have it rendered again.
 */
public record VariableUse(Set<String> names) {
    public VariableUse {
        names = Set.copyOf(names);
    }

    /**
     * @param template null for one that is not there yet
     * @param given names that the deployment gives a value
     */
    public static VariableUse of(@Nullable WorkloadTemplate template, Set<String> given) {
        Set<String> names = new TreeSet<>(given);
        if (template != null) {
            names.addAll(read(template));
        }
        return new VariableUse(names);
    }

    public VariableUse with(Set<String> more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(more);
        return new VariableUse(all);
    }

    public boolean contains(String name) {
        return names.contains(name);
    }

    public boolean touches(VariableSet set) {
        return Declared.variables(set).stream().anyMatch(variable -> contains(variable.name()));
    }

    private static Set<String> read(WorkloadTemplate template) {
        return TemplateMacros.in("", template)
                .map(TemplateMacros.Found::macro)
                .filter(Macro.Variable.class::isInstance)
                .map(macro -> ((Macro.Variable) macro).name())
                .collect(Collectors.toUnmodifiableSet());
    }
}
