// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.render.ClassRenderer;
import dev.paddock.core.render.RenderRequest;
import dev.paddock.core.render.RenderedClass;
import dev.paddock.core.render.RenderedObject;
import dev.paddock.core.render.Rendering;
import dev.paddock.core.render.WorkloadRenderer;
import dev.paddock.core.substitution.Substitution;
import dev.paddock.core.workload.ResolvedVariable;
import dev.paddock.core.workload.SecretKey;
import dev.paddock.core.workload.SystemOutput;
import dev.paddock.core.workload.SystemOutputs;
import dev.paddock.render.Workers;
import dev.paddock.render.cel.CelEngine;
import dev.paddock.render.cel.CelLimits;
import dev.paddock.render.definitions.BuiltInDefinitions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workload with a chart in it, as the hub renders it for its clusters. */
class WorkloadChartsIT {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path CHART = Path.of("src/test/resources/charts/hello").toAbsolutePath();

    @TempDir
    private Path directory;

    private final List<String> looked = new ArrayList<>();
    private ChartServer server;
    private HelmCharts charts;

    @BeforeEach
    void start() throws Exception {
        server = new ChartServer();
        server.file("hello-1.2.3.tgz", ChartServer.archive(CHART, directory.resolve("hello.tgz")));
        server.index("{apiVersion: v1, entries: {hello: [{version: 1.2.3, urls: [hello-1.2.3.tgz]}]}}");
        ObjectNode repository = (ObjectNode) YAML.readTree("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: HelmRepository
                metadata: {name: shared, namespace: project-a}
                spec: {url: "%s"}
                """.formatted(server.url("charts/")));
        charts = new HelmCharts(
                Workers::helm,
                HelmSettings.standard(directory.resolve("store"), Optional.empty(), Map.of()),
                (kind, namespace, name) -> {
                    looked.add(kind + " " + namespace + "/" + name);
                    return namespace.equals("project-a") && name.equals("shared")
                            ? Optional.of(repository)
                            : Optional.empty();
                });
    }

    @AfterEach
    void stop() {
        charts.close();
        server.close();
    }

    @Test
    void aChartsObjectsGoToTheTargetNamespaceOnceForEachVersionOfKubernetes() throws Exception {
        List<RenderedClass> classes =
                render("{repo: \"%s\", chart: hello, values: {replicas: 3}}".formatted(server.url("charts/")));

        assertThat(classes)
                .extracting(RenderedClass::clusters)
                .containsExactly(List.of("one", "three"), List.of("two"));
        Rendering rendering = classes.getFirst().rendering();
        assertThat(rendering.errors()).isEmpty();
        assertThat(rendering.objects())
                .filteredOn(object -> object.kind().equals("Deployment"))
                .singleElement()
                .satisfies(deployment -> {
                    assertThat(deployment.namespace()).isEqualTo("project-a-shop");
                    assertThat(deployment.object().at("/spec/replicas").asInt()).isEqualTo(3);
                    assertThat(deployment.object().at("/metadata/labels/kube").asText())
                            .isEqualTo("v1.36.3");
                    assertThat(deployment
                                    .object()
                                    .at("/metadata/labels/app.oam.dev~1component")
                                    .asText())
                            .isEqualTo("hi");
                });
        assertThat(rendering.objects())
                .extracting(RenderedObject::kind)
                .doesNotContain("HelmRelease", "HelmRepository");
    }

    @Test
    void aRepositoryIsLookedForInTheProject() throws Exception {
        Rendering rendering = render("{repo: shared, chart: hello}").getFirst().rendering();

        assertThat(rendering.errors()).isEmpty();
        assertThat(looked).containsOnly("HelmRepository project-a/shared");
    }

    @Test
    void aRepositoryOfAnotherProjectIsOutOfReach() throws Exception {
        Rendering rendering = render(
                        "{sourceRef: {kind: HelmRepository, name: shared, namespace: project-b}, chart: hello}")
                .getFirst()
                .rendering();

        assertThat(rendering.errors())
                .extracting(FieldError::toString)
                .singleElement()
                .asString()
                .startsWith("spec.workload.components[0]")
                .endsWith(
                        "namespace \"project-b\": Forbidden: a chart's source may only be in project-a or mural-system");
        assertThat(looked).isEmpty();
    }

    @Test
    void aClusterWithAControllerGetsTheReleaseAndItsRepository() throws Exception {
        TreeMap<String, SystemOutputs> clusters = clusters();
        clusters.put("flux", cluster("flux", "v1.36.3").installingReleases(true));

        List<RenderedClass> classes =
                render("{repo: \"%s\", chart: hello}".formatted(server.url("charts/")), clusters);

        assertThat(classes)
                .extracting(RenderedClass::clusters)
                .containsExactly(List.of("flux"), List.of("one", "three"), List.of("two"));
        assertThat(classes).extracting(RenderedClass::id).doesNotHaveDuplicates();
        assertThat(classes.getFirst().rendering().objects())
                .extracting(object -> object.kind() + " " + object.namespace())
                .containsExactly("HelmRelease project-a-shop", "HelmRepository project-a-shop");
        assertThat(classes.getLast().rendering().objects())
                .extracting(RenderedObject::kind)
                .contains("Deployment")
                .doesNotContain("HelmRelease");
    }

    @Test
    void aComponentWithOutputsIsRenderedHereAlsoForAController() throws Exception {
        TreeMap<String, SystemOutputs> clusters = new TreeMap<>();
        clusters.put("flux", cluster("flux", "v1.36.3").installingReleases(true));

        Rendering rendering = render(
                        "{repo: \"%s\", chart: hello}, definitionOutputRefs: [{name: host, pathRef: {apiVersion: v1, kind: Service, path: .metadata.name}}]"
                                .formatted(server.url("charts/")),
                        clusters)
                .getFirst()
                .rendering();

        assertThat(rendering.errors()).isEmpty();
        assertThat(rendering.objects()).extracting(RenderedObject::kind).doesNotContain("HelmRelease");
    }

    @Test
    void aSecretVariableGoesThroughAChartIntoASecretOnly() throws Exception {
        TreeMap<String, SystemOutputs> clusters = new TreeMap<>();
        clusters.put("flux", cluster("flux", "v1.36.3").installingReleases(true));
        String properties = "{repo: \"%s\", chart: hello, values: {%s: '{{ .var.token }}'}}";

        Rendering kept = Substitution.in(
                render(properties.formatted(server.url("charts/"), "password"), clusters)
                        .getFirst()
                        .rendering(),
                "shop",
                "spec.workload");
        Rendering shown = Substitution.in(
                render(properties.formatted(server.url("charts/"), "image"), clusters)
                        .getFirst()
                        .rendering(),
                "shop",
                "spec.workload");

        assertThat(kept.errors()).isEmpty();
        assertThat(kept.warnings()).isEmpty();
        assertThat(kept.objects())
                .filteredOn(object -> object.kind().equals("Secret"))
                .singleElement()
                .satisfies(secret -> {
                    assertThat(secret.object().at("/stringData/password").asText())
                            .contains("${var_token}");
                    assertThat(secret.object().at("/data/password").isMissingNode())
                            .isTrue();
                });
        assertThat(shown.errors())
                .singleElement()
                .asString()
                .contains("PL021: Deployment hi: spec.template.spec.containers[0].image reads \"token\"");
    }

    private List<RenderedClass> render(String properties) throws Exception {
        return render(properties, clusters());
    }

    private List<RenderedClass> render(String properties, TreeMap<String, SystemOutputs> clusters) throws Exception {
        WorkloadTemplate template = YAML.readValue(
                "components: [{name: hi, type: helm-chart, properties: %s}]".formatted(properties),
                WorkloadTemplate.class);
        RenderRequest request = new RenderRequest(
                "project-a",
                "shop",
                "project-a-shop",
                "spec.workload",
                template,
                "v1",
                Map.of("token", new ResolvedVariable.Secret(new SecretKey("project-a", "token", "value"))),
                HubOutputs.NONE,
                Set.of());
        return new ClassRenderer(new WorkloadRenderer(new CelEngine(CelLimits.standard(), System::nanoTime), charts))
                .render(
                        request,
                        new BuiltInDefinitions().read(),
                        clusters);
    }

    private static TreeMap<String, SystemOutputs> clusters() {
        return new TreeMap<>(Map.of(
                "one", cluster("one", "v1.36.3"),
                "two", cluster("two", "v1.35.1"),
                "three", cluster("three", "v1.36.3")));
    }

    private static SystemOutputs cluster(String name, String version) {
        return new SystemOutputs(Map.of(
                SystemOutput.DEPLOYMENT, TextNode.valueOf("shop"),
                SystemOutput.CLUSTER_NAME, TextNode.valueOf(name),
                SystemOutput.CLUSTER_VERSION, TextNode.valueOf(version)));
    }
}
