// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.substitution;

import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.mural.WorkloadTemplate.Component;
import dev.paddock.core.output.SpokePath;
import dev.paddock.core.render.ArtifactContent;
import dev.paddock.core.workload.Macro;
import dev.paddock.core.workload.TemplateMacros;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values that a folder of the artifact waits for.
 *
 * @param outputs of this workload, as macros name them
 * @param secretVariables by name; all other variables have been replaced before
 */
public record FolderNeeds(SortedSet<String> outputs, SortedSet<String> secretVariables) {
    public FolderNeeds {
        outputs = new TreeSet<>(outputs);
        secretVariables = new TreeSet<>(secretVariables);
    }

    public boolean isEmpty() {
        return outputs.isEmpty() && secretVariables.isEmpty();
    }

    /** @param resolved a template in which everything that the hub knows has been replaced */
    public static SortedMap<String, FolderNeeds> of(WorkloadTemplate resolved) {
        SortedMap<String, FolderNeeds> folders = new TreeMap<>();
        for (Component component : resolved.components()) {
            FolderNeeds needs = of(component);
            if (!needs.isEmpty()) {
                folders.merge(ArtifactContent.folder(component.priority()), needs, FolderNeeds::plus);
            }
        }
        return folders;
    }

    static FolderNeeds of(Component component) {
        FolderNeeds needs = new FolderNeeds(new TreeSet<>(), new TreeSet<>());
        TemplateMacros.in("", component).map(TemplateMacros.Found::macro).forEach(macro -> {
            if (macro instanceof Macro.SpokeOutput spoke) {
                path(spoke).ifPresent(path -> needs.outputs.add(path.toString()));
            } else if (macro instanceof Macro.Variable variable) {
                needs.secretVariables.add(variable.name());
            }
        });
        return needs;
    }

    private static Optional<SpokePath> path(Macro.SpokeOutput spoke) {
        return SpokePath.parse(spoke.path());
    }

    private FolderNeeds plus(FolderNeeds other) {
        FolderNeeds all = new FolderNeeds(outputs, secretVariables);
        all.outputs.addAll(other.outputs);
        all.secretVariables.addAll(other.secretVariables);
        return all;
    }
}
