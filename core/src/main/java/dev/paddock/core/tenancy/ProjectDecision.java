// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.palette.ProjectStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.List;
import java.util.Map;

/** What is to be done about a Project. */
public sealed interface ProjectDecision {
    /**
     * @param namespace the Project's own, with the labels it should carry and nothing else
     * @param labels those the Project itself should carry besides its writer's and does not; empty if it has them
     */
    record Keep(Namespace namespace, Map<String, String> labels, ProjectStatus status) implements ProjectDecision {
        public Keep {
            labels = Map.copyOf(labels);
        }
    }

    /** Of one that is being deleted. */
    sealed interface Removal extends ProjectDecision {}

    /** It goes, but not before what is left in it; {@code delete} is what has not been told to go yet. */
    record Empty(List<HasMetadata> delete, ProjectStatus status) implements Removal {
        public Empty {
            delete = List.copyOf(delete);
        }
    }

    /** Nothing is left in it that would need it. */
    record LetGo(boolean deleteNamespace) implements Removal {}
}
