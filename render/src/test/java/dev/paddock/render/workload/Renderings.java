// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.render.RenderRequest;
import dev.paddock.core.render.Rendering;
import dev.paddock.core.render.WorkloadRenderer;
import dev.paddock.core.workload.ResolvedVariable;
import dev.paddock.core.workload.SystemOutput;
import dev.paddock.core.workload.SystemOutputs;
import dev.paddock.render.Workers;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.definitions.BuiltInDefinitions;
import java.util.Map;
import java.util.Set;

/** Renders workloads with the built-in definitions. */
final class Renderings implements AutoCloseable {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CueWorkers workers = Workers.start();
    private final WorkloadRenderer renderer = new WorkloadRenderer(workers);

    static RenderRequest request(String template) {
        return request(template, Map.of(), Set.of());
    }

    static RenderRequest request(String template, Map<String, ResolvedVariable> variables, Set<String> clusterScoped) {
        return new RenderRequest(
                "project-a",
                "clearml",
                "project-a-clearml",
                "spec.workload",
                JSON.convertValue(node(template), WorkloadTemplate.class),
                "v3",
                variables,
                HubOutputs.NONE,
                clusterScoped);
    }

    /** Through JSON, so that numbers compare by value. */
    static JsonNode node(String yaml) {
        try {
            return JSON.readTree(YAML.readTree(yaml).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }

    Rendering render(RenderRequest request) {
        return render(
                request,
                new SystemOutputs(Map.of(
                        SystemOutput.DEPLOYMENT, TextNode.valueOf("clearml"),
                        SystemOutput.CLUSTER_NAME, TextNode.valueOf("spoke-1"),
                        SystemOutput.CLUSTER_VERSION, TextNode.valueOf("v1.36.3"))));
    }

    Rendering render(RenderRequest request, SystemOutputs outputs) {
        return renderer.render(request, new BuiltInDefinitions().read(), outputs);
    }

    @Override
    public void close() {
        workers.close();
    }
}
