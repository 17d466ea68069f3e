// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.patch.Patch;
import dev.paddock.core.patch.Tree;
import dev.paddock.core.render.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What happens around templates. They are played by a fake that knows a few words; the real ones are compared with KubeVela's own by
 * {@code KubeVelaOracleIT}.
 */
class ApplicationRendererTest {

    /** {@code plain}: the properties are the output; {@code patch}: they are the patch; {@code part}: they are an output of their own. */
    private static final TemplateEngine ENGINE = question -> {
        ObjectNode given = (ObjectNode) question.parameter();
        return switch (question.schematic().text()) {
            case "plain" -> rendered(Optional.of(Tree.of(given)), Map.of(), Optional.empty());
            case "part" -> rendered(Optional.empty(), Map.of("extra", Tree.of(given)), Optional.empty());
            case "patch" ->
                rendered(Optional.empty(), Map.of(), Optional.of(new Patch(Tree.of(given), Patch.Strategy.UNIFY)));
            case "none" -> rendered(Optional.empty(), Map.of(), Optional.empty());
            default ->
                new Evaluation.Refused(List.of(
                        new TemplateProblem("parameter.image", 3, 7, "conflicting values 3 and string"),
                        new TemplateProblem("output.spec", 12, 5, "conflicting values 1 and 2")));
        };
    };

    private static final Definitions DEFINITIONS = Definitions.of(List.of(
            definition(Definition.Kind.COMPONENT, "plain", Optional.empty()),
            definition(Definition.Kind.COMPONENT, "broken", Optional.empty()),
            definition(Definition.Kind.TRAIT, "patch", Optional.empty()),
            definition(Definition.Kind.TRAIT, "part", Optional.of("spec.workloadRef")),
            definition(Definition.Kind.POLICY, "topology", Optional.empty(), "none"),
            definition(Definition.Kind.POLICY, "override", Optional.empty(), "none")));

    @Test
    void objectsGetNamesNamespacesLabelsAndAnnotationsAsKubeVelaGivesThem() {
        RenderedApplication rendered = render("""
                metadata:
                  name: shop
                  namespace: team
                  labels: {team: blue}
                  annotations: {note: x, filter.oam.dev/annotation-keys: secret, secret: y}
                spec:
                  components:
                  - name: web
                    type: plain@v3
                    properties: {apiVersion: v1, kind: ConfigMap}
                    traits:
                    - {type: part, properties: {apiVersion: v1, kind: Secret, metadata: {name: s, namespace: other}}}
                """);
        RenderedApplication.Component component = only(rendered);
        assertThat(component.main()).isEqualTo(Yaml.node("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: web
                  namespace: team
                  labels:
                    team: blue
                    app.oam.dev/name: shop
                    app.oam.dev/namespace: team
                    app.oam.dev/component: web
                    app.oam.dev/appRevision: ""
                    app.oam.dev/resourceType: WORKLOAD
                    workload.oam.dev/type: plain
                  annotations: {note: x}
                """));
        assertThat(component.parts().getFirst().object()).isEqualTo(Yaml.node("""
                apiVersion: v1
                kind: Secret
                metadata:
                  name: s
                  namespace: other
                  labels:
                    team: blue
                    app.oam.dev/name: shop
                    app.oam.dev/namespace: team
                    app.oam.dev/component: web
                    app.oam.dev/appRevision: ""
                    app.oam.dev/resourceType: TRAIT
                    trait.oam.dev/type: part
                    trait.oam.dev/resource: extra
                  annotations: {note: x}
                spec:
                  workloadRef: {apiVersion: v1, kind: ConfigMap, name: web}
                """));
    }

    @Test
    void aNamespaceHasNoNamespace() {
        RenderedApplication rendered = render("""
                metadata: {name: shop}
                spec: {components: [{name: ns, type: plain, properties: {apiVersion: v1, kind: Namespace}}]}
                """);
        assertThat(only(rendered).main().path("metadata").has("namespace")).isFalse();
    }

    @Test
    void traitsAreAppliedInTheirOrder() {
        RenderedApplication rendered = render("""
                metadata: {name: shop}
                spec:
                  components:
                  - name: web
                    type: plain
                    properties: {spec: {a: 1}}
                    traits: [{type: patch, properties: {spec: {b: 2}}}, {type: patch, properties: {spec: {b: 3}}}]
                """);
        assertThat(FieldError.join(rendered.errors()))
                .isEqualTo(
                        "spec.components[0].traits[1]: Invalid value: \"patch\": its patch does not fit the component at "
                                + "spec.b: 2 and 3; a template that means to replace a value says // +patchStrategy=retainKeys");
    }

    @Test
    void anErrorOfATemplateNamesThePropertyOrTheLine() {
        RenderedApplication rendered = render("""
                metadata: {name: shop}
                spec: {components: [{name: web, type: broken, properties: {image: 3}}, {name: x, type: plian}]}
                """);
        assertThat(rendered.errors())
                .extracting(FieldError::toString)
                .containsExactlyInAnyOrder(
                        "spec.components[0].properties.image: Invalid value: 3: must be string (broken 3:7)",
                        "spec.components[0].type: Invalid value: \"broken\": its template at 12:5: output.spec: "
                                + "conflicting values 1 and 2",
                        "spec.components[1].type: Not found: \"plian\" (did you mean \"plain\"?)");
    }

    @Test
    void eachTopologyIsADeliveryWithAllOverrides() {
        RenderedApplication rendered = render("""
                metadata: {name: shop}
                spec:
                  components:
                  - {name: web, type: plain, properties: {spec: {n: 1, l: [1], keep: {a: 1}}}}
                  - {name: db, type: plain, properties: {spec: {n: 1}}}
                  policies:
                  - {name: eu, type: topology, properties: {}}
                  - {type: topology, properties: {}}
                  - name: big
                    type: override
                    properties:
                      selector: [web]
                      components:
                      - {name: "w*", properties: {spec: {n: 5, l: [9], keep: {b: 2}}}, traits: [{type: patch, properties: {spec: {t: 1}}}]}
                """);
        assertThat(rendered.errors()).isEmpty();
        assertThat(rendered.deliveries())
                .extracting(RenderedApplication.Delivery::title)
                .containsExactly("shop with topology eu", "shop with topology topology-auto-gen-1");
        assertThat(rendered.deliveries())
                .allSatisfy(delivery -> assertThat(delivery.components())
                        .singleElement()
                        .satisfies(component -> assertThat(component.main().path("spec"))
                                .isEqualTo(Yaml.node("{n: 5, l: [9], keep: {a: 1, b: 2}, t: 1}"))));
    }

    @Test
    void aWrittenDeployStepChoosesItsPolicies() {
        String application = """
                metadata: {name: shop}
                spec:
                  components: [{name: web, type: plain, properties: {spec: {n: 1}}}]
                  policies:
                  - {name: big, type: override, properties: {components: [{properties: {spec: {n: 2}}}]}}
                  workflow: {steps: [{name: d, type: deploy, properties: {policies: [%s]}}]}
                """;
        RenderedApplication rendered = render(application.formatted("big"));
        assertThat(rendered.deliveries().getFirst().title()).isEqualTo("shop only with override policies");
        assertThat(only(rendered).main().at("/spec/n").asInt()).isEqualTo(2);

        assertThat(FieldError.join(render(application.formatted("bgi")).errors()))
                .isEqualTo("spec.workflow.steps[0].properties.policies[0]: Not found: \"bgi\" (did you mean \"big\"?)");
    }

    @Test
    void overridesReplaceAddAndDropTraitsAndComponents() {
        RenderedApplication rendered = render("""
                metadata: {name: shop}
                spec:
                  components:
                  - name: web
                    type: plain
                    properties: {spec: {n: 1}}
                    traits: [{type: patch, properties: {spec: {gone: 1}}}]
                  policies:
                  - name: o
                    type: override
                    properties:
                      components:
                      - {type: plain, traits: [{type: patch, disable: true}]}
                      - {name: cache, type: plain, properties: {spec: {c: 1}}}
                """);
        assertThat(rendered.deliveries().getFirst().components())
                .extracting(component -> component.main().path("spec").toString())
                .containsExactly("{\"n\":1}", "{\"c\":1}");
    }

    @Test
    void theShapeOfAnApplicationIsChecked() {
        ApplicationReader.Reading reading = ApplicationReader.read(Yaml.node("""
                metadata: {name: shop}
                spec:
                  components:
                  - {name: web, type: plain, traits: [{name: scaler}, {}], properties: [1]}
                  - {name: web, type: 3}
                  policies: {}
                """));
        assertThat(reading.errors())
                .extracting(FieldError::toString)
                .containsExactlyInAnyOrder(
                        "spec.components[0].traits[0].type: Required value: did you mean type: scaler (found name: scaler)?",
                        "spec.components[0].traits[1].type: Required value: every entry needs one",
                        "spec.components[0].properties: Invalid value: [1]: must be an object",
                        "spec.components[1].type: Invalid value: 3: must be a string, write \"3\"",
                        "spec.policies: Invalid value: {}: must be a list");
        assertThat(reading.duplicates())
                .extracting(FieldError::toString)
                .containsExactly("spec.components[1].name: Duplicate value: \"web\"");
    }

    private static RenderedApplication render(String application) {
        ApplicationReader.Reading reading = ApplicationReader.read(Yaml.node(application));
        assertThat(reading.errors()).isEmpty();
        return new ApplicationRenderer(ENGINE, DEFINITIONS).render(reading.application(), RenderSettings.OFFLINE);
    }

    private static RenderedApplication.Component only(RenderedApplication rendered) {
        assertThat(rendered.errors()).isEmpty();
        assertThat(rendered.deliveries()).hasSize(1);
        return rendered.deliveries().getFirst().components().getFirst();
    }

    private static Evaluation.Rendered rendered(
            Optional<Tree> output, Map<String, Tree> outputs, Optional<Patch> patch) {
        return new Evaluation.Rendered(output, outputs, patch, Map.of(), List.of());
    }

    private static Definition definition(Definition.Kind kind, String name, Optional<String> workloadRefPath) {
        return definition(kind, name, workloadRefPath, name);
    }

    private static Definition definition(
            Definition.Kind kind, String name, Optional<String> workloadRefPath, String template) {
        return new Definition(
                kind,
                name,
                new Definition.Schematic.Cue(template),
                Optional.empty(),
                List.of(),
                List.of(),
                workloadRefPath,
                Optional.empty(),
                Optional.empty());
    }
}
