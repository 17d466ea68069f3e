// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.patch.Patch;
import dev.paddock.core.patch.Tree;
import dev.paddock.core.render.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a release where no controller installs it. */
class ChartObjectsTest {

    private static final ObjectNode RELEASE =
            object("{apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, spec: {values: {a: 1}}}");
    private static final ObjectNode REPOSITORY = object(
            "{apiVersion: source.toolkit.fluxcd.io/v1, kind: HelmRepository, metadata: {name: web}, spec: {url: u}}");

    private final List<ReleaseRenderer.Request> asked = new ArrayList<>();

    @Test
    void theChartsObjectsStandInItsPlace() {
        RenderedApplication rendered = render(request -> new ReleaseRenderer.Outcome.Rendered(
                List.of(
                        object("{apiVersion: v1, kind: ServiceAccount, metadata: {name: web, namespace: apps}}"),
                        object("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: web}}"),
                        object("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: apps}}")),
                new ReleaseRenderer.Chart("c", "1.2.3", "sha256:0", "u"),
                List.of("a hook is left out")));
        assertThat(rendered.errors()).isEmpty();
        assertThat(rendered.warnings()).containsExactly("spec.components[0]: a hook is left out");
        RenderedApplication.Component component =
                rendered.deliveries().getFirst().components().getFirst();
        assertThat(component.chart().orElseThrow()).hasToString("c 1.2.3 sha256:0 from u");
        assertThat(component.main().path("kind").asText()).isEqualTo("Deployment");
        assertThat(component
                        .main()
                        .at("/metadata/labels/app.oam.dev~1component")
                        .asText())
                .isEqualTo("web");
        assertThat(component.parts())
                .extracting(part -> part.object().path("kind").asText())
                .containsExactly("ServiceAccount", "ClusterRole");
        assertThat(component.parts().get(1).object().at("/metadata").has("namespace"))
                .isFalse();
    }

    @Test
    void traitsAreAppliedToTheReleaseBeforeItsChartIsRendered() {
        render(request -> new ReleaseRenderer.Outcome.Left());
        assertThat(asked.getFirst().release().at("/spec/values/b").asInt()).isEqualTo(2);
        assertThat(asked.getFirst().sources())
                .extracting(source -> source.path("kind").asText())
                .containsExactly("HelmRepository");
    }

    @Test
    void aReleaseIsLeftToTheControllerWhereThereIsOne() {
        RenderedApplication.Component component = render(ReleaseRenderer.LEFT_TO_CONTROLLER)
                .deliveries()
                .getFirst()
                .components()
                .getFirst();
        assertThat(component.main().path("kind").asText()).isEqualTo("HelmRelease");
        assertThat(component.parts()).hasSize(1);
        assertThat(component.chart()).isEmpty();
    }

    @Test
    void whyAChartCannotBeRenderedIsAnErrorOfItsComponent() {
        RenderedApplication rendered = render(request -> new ReleaseRenderer.Outcome.Refused("no chart c"));
        assertThat(rendered.errors())
                .extracting(FieldError::toString)
                .containsExactly("spec.components[0]: Invalid value: \"chart\": no chart c");
    }

    @Test
    void macrosOfTheSpokeGoThroughAChartAsWordsAndComeBackWhereItPutThem() {
        ObjectNode release = object("""
                {kind: HelmRelease, spec: {values: {url: 'tcp://{{ spoke ".def.db.host" }}:1', lost: '{{ .var.lost }}',
                  other: '{{ .Values.x }}', login: {password: '{{ .var.password }}'}}}}""");
        OpaqueMacros macros = OpaqueMacros.hideIn(release);
        String password = release.at("/spec/values/login/password").asText();
        String url = release.at("/spec/values/url").asText();
        assertThat(password).matches("[a-z0-9]+");
        assertThat(url).matches("tcp://[a-z0-9]+:1");
        assertThat(release.at("/spec/values/other").asText()).isEqualTo("{{ .Values.x }}");

        ObjectNode secret = object("{apiVersion: v1, kind: Secret, data: {}}");
        secret.withObject("/data")
                .put("password", base64(password))
                .put("url", base64(url))
                .put("else", base64("something else"));
        ObjectNode config = object("{apiVersion: v1, kind: ConfigMap, data: {}}");
        config.withObject("/data").put("file", "a: " + url + "\n");

        assertThat(macros.reveal(secret)).isEqualTo(object("""
                {apiVersion: v1, kind: Secret, data: {else: c29tZXRoaW5nIGVsc2U=},
                 stringData: {password: '{{ .var.password }}', url: 'tcp://{{ spoke ".def.db.host" }}:1'}}"""));
        assertThat(macros.reveal(config).at("/data/file").asText())
                .isEqualTo("a: tcp://{{ spoke \".def.db.host\" }}:1\n");
        assertThat(macros.unseen()).containsExactly("{{ .var.lost }}");
    }

    @Test
    void valuesWithoutMacrosStayAsTheyAre() {
        ObjectNode release = object("{spec: {values: {a: 1, b: [{c: '{{ tpl }}'}]}}}");
        assertThat(OpaqueMacros.hideIn(release).isEmpty()).isTrue();
        assertThat(release).isEqualTo(object("{spec: {values: {a: 1, b: [{c: '{{ tpl }}'}]}}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    {kind: HelmRepository, metadata: {name: web}, spec: {url: u}} | {} | true
                    {kind: HelmRepository, metadata: {name: web}, spec: {url: u, secretRef: {name: s}}} | {} | false
                    {kind: HelmRepository, metadata: {name: web}, spec: {url: u, certSecretRef: {name: s}}} | {} | false
                    {kind: HelmRepository, metadata: {name: other}, spec: {url: u}} | {} | false
                    {kind: HelmRepository, metadata: {name: web}, spec: {url: u}} | {a: '{{ .var.token }}'} | false
                    """)
    void aControllerGetsWhatItCanInstallByItself(String source, String values, boolean left) {
        ObjectNode release = object("""
                {apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease,
                 spec: {chart: {spec: {chart: c, sourceRef: {kind: HelmRepository, name: web}}}}}""");
        release.withObject("/spec").set("values", object(values));
        RenderedApplication.Component component = new RenderedApplication.Component(
                "web",
                release,
                List.of(new RenderedApplication.Part(
                        "AuxiliaryWorkload",
                        "repository",
                        object(source).put("apiVersion", "source.toolkit.fluxcd.io/v1"))),
                Optional.empty());
        List<FieldError> errors = new ArrayList<>();
        Optional<RenderedApplication.Component> made = new ChartObjects(
                        request -> new ReleaseRenderer.Outcome.Rendered(
                                List.of(object("{apiVersion: v1, kind: ConfigMap, metadata: {name: made}}")),
                                new ReleaseRenderer.Chart("c", "1", "", "u"),
                                List.of()),
                        new Installing(left))
                .of(
                        component,
                        definition(Definition.Kind.COMPONENT, "chart", Optional.of(ChartObjects.WORKLOAD)),
                        new TemplateFaults("spec.components[0]", "chart", object("{}")),
                        errors,
                        new ArrayList<>());

        assertThat(errors).isEmpty();
        assertThat(made.orElseThrow().main().path("kind").asText()).isEqualTo(left ? "HelmRelease" : "ConfigMap");
    }

    /** A cluster with a controller; a chart is labelled only where it is rendered here. */
    private record Installing(boolean left) implements DeliverySetting {
        @Override
        public ObjectNode context(String name, JsonNode parameter) {
            throw new UnsupportedOperationException("no template is evaluated");
        }

        @Override
        public void completeMain(ObjectNode object, Application.Component component) {}

        @Override
        public void completePart(
                ObjectNode object, Application.Component component, String source, String resource) {}

        @Override
        public void completeChartObject(ObjectNode object, String component) {
            assertThat(left).isFalse();
        }

        @Override
        public boolean installsRelease(String component) {
            return true;
        }

        @Override
        public String kubernetesVersion() {
            return "";
        }

        @Override
        public void completePolicyObject(ObjectNode object, String policy) {}
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private RenderedApplication render(ReleaseRenderer releases) {
        Definitions definitions = Definitions.of(List.of(
                definition(Definition.Kind.COMPONENT, "chart", Optional.of(ChartObjects.WORKLOAD)),
                definition(Definition.Kind.TRAIT, "values", Optional.empty())));
        ApplicationReader.Reading reading = ApplicationReader.read(Yaml.node("""
                metadata: {name: shop, namespace: team}
                spec: {components: [{name: web, type: chart, traits: [{type: values}]}]}
                """));
        return new ApplicationRenderer(
                        question -> question.schematic().text().equals("chart")
                                ? rendered(
                                        Optional.of(Tree.of(RELEASE)),
                                        Map.of("repository", Tree.of(REPOSITORY)),
                                        Optional.empty())
                                : rendered(
                                        Optional.empty(),
                                        Map.of(),
                                        Optional.of(new Patch(
                                                Tree.of(object("{spec: {values: {b: 2}}}")), Patch.Strategy.UNIFY))),
                        definitions,
                        request -> {
                            asked.add(request);
                            return releases.render(request);
                        })
                .render(reading.application(), RenderSettings.OFFLINE);
    }

    private static Evaluation rendered(Optional<Tree> output, Map<String, Tree> outputs, Optional<Patch> patch) {
        return new Evaluation.Rendered(output, outputs, patch, Map.of(), List.of());
    }

    private static Definition definition(Definition.Kind kind, String name, Optional<String> workload) {
        return new Definition(
                kind,
                name,
                new Definition.Schematic.Cue(name),
                workload,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ObjectNode object(String yaml) {
        return (ObjectNode) Yaml.node(yaml);
    }
}
