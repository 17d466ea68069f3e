// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.mural.WorkloadSpec.DefinitionHealth;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.definition.ClusterReads;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.workload.SystemOutput;
import java.util.List;
import java.util.Set;

/**
 * What one deployment comes to on one class of clusters.
 *
 * @param objects by ascending priority, then in the order of the components
 * @param resolved the template with every hub macro replaced
 * @param clusterReads the per-cluster outputs that macros read
 * @param templateReads what templates may have read of the cluster; clusters that agree on both get the same objects
 * @param health what definitions say about the health of what they rendered
 * @param errors why nothing of this may be used; empty when it may
 */
public record Rendering(
        List<RenderedObject> objects,
        WorkloadTemplate resolved,
        Set<SystemOutput> clusterReads,
        Set<ClusterReads.Input> templateReads,
        List<DefinitionHealth> health,
        List<FieldError> errors,
        List<String> warnings) {
    public Rendering {
        objects = List.copyOf(objects);
        clusterReads = Set.copyOf(clusterReads);
        templateReads = Set.copyOf(templateReads);
        health = List.copyOf(health);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    public List<ObjectNode> nodes() {
        return objects.stream().map(RenderedObject::object).toList();
    }
}
