// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.patch.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code context.workloadYamls} is there for templates that ask for it. */
class WorkloadYamlsTest {

    private static final String TEMPLATE = """
            {metadata: {labels: {team: blue}}, components: [
              {name: web, type: asking, properties: {image: '{{ hub ".sys.deployment" }}'}}]}
            """;

    private final List<JsonNode> contexts = new ArrayList<>();

    @Test
    void a_template_finds_the_workload_with_its_macros_replaced_and_the_namespace() {
        render("objects: context.workloadYamls");

        assertThat(contexts)
                .extracting(context -> context.path("workloadYamls"))
                .containsExactly(Yaml.node("""
                        - apiVersion: mural.sh/v1beta1
                          kind: Workload
                          metadata: {name: project-a-clearml, namespace: project-a-clearml, labels: {team: blue}, annotations: {}}
                          spec: {workload: {metadata: {labels: {team: blue}}, components: [{name: web, type: asking, properties: {image: clearml}}]}}
                        - apiVersion: v1
                          kind: Namespace
                          metadata: {name: project-a-clearml, labels: {palette.ai/deployment: clearml, palette.ai/project-name: project-a}}
                        """));
    }

    @Test
    void other_templates_are_not_burdened_with_it() {
        render("name: context.name");

        assertThat(contexts)
                .singleElement()
                .satisfies(context -> assertThat(context.has("workloadYamls")).isFalse());
    }

    private void render(String template) {
        Definitions definitions = Definitions.of(List.of(new Definition(
                Definition.Kind.COMPONENT,
                "asking",
                new Definition.Schematic.Cue(template),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
        TemplateEngine engine = question -> {
            contexts.add(question.context().deepCopy());
            return new Evaluation.Rendered(
                    Optional.of(Tree.of(Yaml.object("{apiVersion: v1, kind: ConfigMap}"))),
                    Map.of(),
                    Optional.empty(),
                    Map.of(),
                    List.of());
        };
        assertThat(new WorkloadRenderer(engine)
                        .render(Renderings.request(TEMPLATE), definitions, Renderings.outputs("spoke-1", "v1.36.3"))
                        .errors())
                .isEmpty();
    }
}
