// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.workload.ResolvedVariable;
import java.util.Map;
import java.util.Set;

/**
 * One deployment to be rendered.
 *
 * @param project the Project, which is also its namespace on the hub
 * @param deployment the WorkloadDeployment's name
 * @param targetNamespace where namespaced objects go unless they say otherwise
 * @param templatePath where the template sits in the object that holds it, for errors, e.g. {@code spec.workload}
 * @param revision the revision of the profile, as templates and labels see it; may be blank
 * @param others what it reads of other deployments, all of it known or refused
 * @param clusterScopedKinds kinds the Project may render outside namespaces, as {@code Kind.group}
 */
public record RenderRequest(
        String project,
        String deployment,
        String targetNamespace,
        String templatePath,
        WorkloadTemplate template,
        String revision,
        Map<String, ResolvedVariable> variables,
        HubOutputs others,
        Set<String> clusterScopedKinds) {
    public RenderRequest {
        variables = Map.copyOf(variables);
        clusterScopedKinds = Set.copyOf(clusterScopedKinds);
    }
}
