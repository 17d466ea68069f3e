// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.patch.Patch;
import dev.paddock.core.patch.Tree;
import dev.paddock.core.workload.ResolvedVariable;
import dev.paddock.core.workload.SystemOutput;
import dev.paddock.core.workload.SystemOutputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests and outputs for the tests of this package. */
final class Renderings {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OBJECTS = "objects";
    private static final String PATCH = "patch";
    private static final String GONE = "gone";
    private static final String MINOR = "spec: minor: context.clusterVersion.minor";

    /** A fake that knows a few words; what the real templates come to is for the tests of the module that has them. */
    static final TemplateEngine ENGINE = Renderings::play;

    static final Definitions DEFINITIONS = Definitions.of(List.of(
            definition(Definition.Kind.COMPONENT, "k8s-objects", OBJECTS),
            definition(Definition.Kind.COMPONENT, "webservice", "deployment"),
            definition(Definition.Kind.COMPONENT, "versioned", MINOR),
            definition(Definition.Kind.COMPONENT, "gone", GONE),
            definition(Definition.Kind.TRAIT, "patch", PATCH),
            definition(Definition.Kind.POLICY, "garbage-collect", "deployment"),
            definition(Definition.Kind.POLICY, "apply-once", "deployment"),
            definition(Definition.Kind.POLICY, "override", "deployment")));

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
        return new WorkloadRenderer(ENGINE).render(request, DEFINITIONS, outputs("spoke-1", "v1.36.3"));
    }

    private static Evaluation play(TemplateEngine.Question question) {
        JsonNode parameter = question.parameter();
        return switch (question.schematic().text()) {
            case OBJECTS -> {
                Map<String, Tree> others = new LinkedHashMap<>();
                for (int i = 1; i < parameter.path("objects").size(); i++) {
                    others.put("objects-" + i, Tree.of(parameter.path("objects").get(i)));
                }
                yield rendered(Optional.of(Tree.of(parameter.path("objects").get(0))), others, Optional.empty());
            }
            case PATCH ->
                rendered(Optional.empty(), Map.of(), Optional.of(new Patch(Tree.of(parameter), Patch.Strategy.UNIFY)));
            case GONE -> throw new EngineUnavailableException("no worker");
            default -> rendered(Optional.of(Tree.of(deployment(parameter, question))), Map.of(), Optional.empty());
        };
    }

    private static ObjectNode deployment(JsonNode parameter, TemplateEngine.Question question) {
        ObjectNode deployment = Yaml.object("{apiVersion: apps/v1, kind: Deployment}");
        deployment.withObject("/spec").set("image", parameter.path("image"));
        if (question.schematic().text().equals(MINOR)) {
            deployment.withObject("/spec").set("minor", question.context().at("/clusterVersion/minor"));
        }
        if (question.context().has("region")) {
            deployment.withObject("/spec").set("region", question.context().path("region"));
        }
        return deployment;
    }

    private static Evaluation rendered(Optional<Tree> output, Map<String, Tree> outputs, Optional<Patch> patch) {
        return new Evaluation.Rendered(output, outputs, patch, Map.of(), List.of());
    }

    static Definition definition(Definition.Kind kind, String name, String template) {
        return new Definition(
                kind,
                name,
                new Definition.Schematic.Cue(template),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
