// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.definition.Definitions;
import java.util.Map;
import java.util.Optional;

/**
 * {@code context.workloadYamls}: the Workload that a template is a part of, with its macros replaced, and the Namespace its objects go to.
 * Made only where a template names it: it is as large as all that the templates make.
 */
final class WorkloadYamls {

    static final String KEY = "workloadYamls";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private WorkloadYamls() {}

    /** @param resolved the template with its hub macros replaced; those of the spoke stand as they are */
    static Optional<ArrayNode> askedFor(
            RenderRequest request, WorkloadTemplate resolved, WorkloadApplication workload, Definitions definitions) {
        return workload.templates(definitions).anyMatch(text -> text.contains(KEY))
                ? Optional.of(of(request, resolved))
                : Optional.empty();
    }

    private static ArrayNode of(RenderRequest request, WorkloadTemplate resolved) {
        ArrayNode objects = JsonNodeFactory.instance.arrayNode();
        WorkloadTemplate.Metadata given = resolved.metadata();
        ObjectNode workload =
                objects.addObject().put("apiVersion", "mural.sh/v1beta1").put("kind", "Workload");
        ObjectNode metadata = workload.putObject("metadata")
                .put("name", request.project() + "-" + request.deployment())
                .put("namespace", request.targetNamespace());
        metadata.set("labels", MAPPER.valueToTree(given == null ? Map.of() : given.labels()));
        metadata.set("annotations", MAPPER.valueToTree(given == null ? Map.of() : given.annotations()));
        workload.putObject("spec").set("workload", MAPPER.valueToTree(resolved));
        ObjectNode namespace = objects.addObject().put("apiVersion", "v1").put("kind", "Namespace");
        namespace
                .putObject("metadata")
                .put("name", request.targetNamespace())
                .putObject("labels")
                .put(Labels.DEPLOYMENT, request.deployment())
                .put(Labels.PROJECT_NAME, request.project());
        return objects;
    }
}
