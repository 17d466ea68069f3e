// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.workload.ResolvedVariable;
import dev.paddock.core.workload.SystemOutput;
import dev.paddock.core.workload.SystemOutputs;
import java.util.Map;
import java.util.Set;

/** Requests and outputs for the tests of this package. */
final class Renderings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Renderings() {}

    static RenderRequest request(String template) {
        return request(template, Map.of(), Set.of());
    }

    static RenderRequest request(String template, Map<String, ResolvedVariable> variables, Set<String> clusterScoped) {
        WorkloadTemplate parsed = JSON.convertValue(Yaml.node(template), WorkloadTemplate.class);
        return new RenderRequest(
                "project-a",
                "clearml",
                "project-a-clearml",
                "spec.workload",
                parsed,
                "v3",
                variables,
                HubOutputs.NONE,
                clusterScoped);
    }

    static SystemOutputs outputs(String cluster, String version) {
        JsonNode deployment = TextNode.valueOf("clearml");
        return new SystemOutputs(Map.of(
                SystemOutput.DEPLOYMENT, deployment,
                SystemOutput.CLUSTER_NAME, TextNode.valueOf(cluster),
                SystemOutput.CLUSTER_VERSION, TextNode.valueOf(version)));
    }

    static Rendering render(RenderRequest request) {
        return new WorkloadRenderer(ComponentTypes.builtIn()).render(request, outputs("spoke-1", "v1.36.3"));
    }
}
