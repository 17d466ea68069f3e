// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.cli.CapturedTerminal;
import dev.paddock.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with the real CUE worker; what it renders is the oracle's business. */
class RenderCommandIT {
    private static final String APPLICATION = """
            apiVersion: core.oam.dev/v1beta1
            kind: Application
            metadata: {name: shop}
            spec:
              components:
              - name: web
                type: webservice
                properties:
                  image: "example/web:1"
                  ports: [{port: 80, expose: true}]
                traits:
                - {type: hpa, properties: {max: 3}}
            """;

    private static final String SCALER = """
            apiVersion: core.oam.dev/v1beta1
            kind: TraitDefinition
            metadata: {name: hpa}
            spec:
              schematic:
                cue:
                  template: |
                    patch: spec: replicas: parameter.max * 2
                    parameter: max: int
            """;

    private static final String NOTEBOOK = """
            apiVersion: core.oam.dev/v1beta1
            kind: Application
            metadata: {name: lab}
            spec: {components: [{name: nb, type: notebook, properties: {image: "example/lab:1", gpus: 2}}]}
            """;

    private static final String CEL = """
            apiVersion: core.oam.dev/v1beta1
            kind: ComponentDefinition
            metadata: {name: notebook}
            spec:
              workload: {definition: {apiVersion: v1, kind: Pod}}
              schematic:
                cel:
                  parameters:
                    type: object
                    required: [image]
                    additionalProperties: false
                    properties: {image: {type: string}, gpus: {type: integer, minimum: 0, default: 0}}
                  resources:
                  - id: output
                    template:
                      apiVersion: v1
                      kind: Pod
                      metadata: {name: '${context.name}'}
                      spec:
                        containers:
                        - name: notebook
                          image: '${parameter.image}'
                          resources: {limits: {nvidia.com/gpu: '${parameter.gpus > 0 ? string(parameter.gpus) : omit()}'}}
            """;

    private static final String CHART = """
            apiVersion: core.oam.dev/v1beta1
            kind: Application
            metadata: {name: shop}
            spec:
              components:
              - name: web
                type: helm-chart
                properties: {repo: ./charts, chart: hello, namespace: greetings, createNamespace: true, values: {greeting: hello}}
            """;

    @TempDir
    private Path directory = Path.of("");

    private final CapturedTerminal terminal = new CapturedTerminal();

    @BeforeEach
    void theMachinesOwnCache() {
        terminal.directory(directory).environment("HOME", System.getProperty("user.home"));
        for (String variable : new String[] {"PATH", "PADDOCK_BIN_DIR", "PADDOCK_CACHE"}) {
            String value = System.getenv(variable);
            if (value != null) {
                terminal.environment(variable, value);
            }
        }
    }

    @Test
    void everyObjectStandsBehindACommentThatNamesItsOrigin() throws IOException {
        write("app.yaml", APPLICATION);
        assertThat(terminal.run("render", "-f", "app.yaml", "--offline")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out().lines().filter(line -> line.startsWith("#") || line.startsWith("kind:")))
                .containsExactly(
                        "# Application(shop) -- Component(web)",
                        "kind: Deployment",
                        "## From the auxiliary workload",
                        "kind: Service",
                        "## From the trait hpa",
                        "kind: HorizontalPodAutoscaler");
        assertThat(terminal.out()).contains("apiVersion: autoscaling/v2beta2");
    }

    @Test
    void theClusterVersionDecidesTheApiVersion() throws IOException {
        write("app.yaml", APPLICATION);
        assertThat(terminal.run("render", "-f", "app.yaml", "--cluster-version", "1.36", "-n", "team", "-o", "json"))
                .isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("\"autoscaling/v2\"").contains("\"namespace\" : \"team\"");
    }

    @Test
    void aDefinitionOfOnesOwnGoesBeforeTheBuiltInOne() throws IOException {
        write("app.yaml", APPLICATION);
        write("definitions/hpa.yaml", SCALER);
        assertThat(terminal.run("render", "-f", "app.yaml", "-d", "definitions"))
                .isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("replicas: 6").doesNotContain("HorizontalPodAutoscaler");
    }

    @Test
    void whatIsWrongHasItsPlaceInTheFile() throws IOException {
        write("app.yaml", APPLICATION.replace("port: 80", "port: eighty").replace("type: hpa", "type: hpaa"));
        assertThat(terminal.run("render", "-f", "app.yaml")).isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err())
                .contains(
                        "app.yaml:12:8: error: spec.components[0].traits[0].type: Not found: \"hpaa\" (did you mean \"hpa\"?)");
        assertThat(terminal.out()).isEmpty();

        write("app.yaml", APPLICATION.replace("port: 80", "port: eighty"));
        assertThat(terminal.run("render", "-f", "app.yaml")).isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err())
                .contains(
                        "app.yaml:10:16: error: spec.components[0].properties.ports[0].port: Invalid value: \"eighty\": must be int");
    }

    @Test
    void aFaultOfATemplateHasLineAndColumn() throws IOException {
        write("app.yaml", APPLICATION);
        write("definitions/hpa.yaml", SCALER.replace("parameter.max * 2", "nope"));
        assertThat(terminal.run("render", "-f", "app.yaml", "-d", "definitions"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err())
                .contains("definitions/hpa.yaml:7:7: error: spec.schematic.cue.template: Invalid value: 1:24: ")
                .contains("reference \"nope\" not found");
    }

    @Test
    void aTypeMayBeWrittenInCel() throws IOException {
        write("app.yaml", NOTEBOOK);
        write("definitions/notebook.yaml", CEL);
        assertThat(terminal.run("render", "-f", "app.yaml", "-d", "definitions"))
                .as(terminal.err())
                .isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("kind: Pod", "image: example/lab:1", "nvidia.com/gpu: \"2\"");
        write("definitions/notebook.yaml", CEL.replace("parameter.image}", "parameter.imag}"));
        assertThat(terminal.run("render", "-f", "app.yaml", "-d", "definitions"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err())
                .contains("spec.schematic.cel.resources[0].template.spec.containers[0].image: Invalid value: "
                        + "1:10: undefined field 'imag'")
                .contains("definitions/notebook.yaml:");
        write("definitions/notebook.yaml", CEL);
        write("app.yaml", NOTEBOOK.replace("gpus: 2", "gpuz: 2"));
        assertThat(terminal.run("render", "-f", "app.yaml", "-d", "definitions"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err())
                .contains(
                        "spec.components[0].properties.gpuz: Invalid value: 2: unknown property (did you mean \"gpus\"?)");
    }

    @Test
    void aChartInADirectoryIsRenderedOrKeptAsARelease() throws IOException {
        write("charts/hello/Chart.yaml", "{apiVersion: v2, name: hello, version: 1.2.3}");
        write("charts/hello/values.yaml", "{greeting: hi}");
        write("charts/hello/templates/map.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: "{{ .Release.Name }}"}
                data: {greeting: {{ .Values.greeting }}, for: "{{ .Capabilities.KubeVersion.Minor }}"}
                """);
        write("app.yaml", CHART);
        assertThat(terminal.run("render", "-f", "app.yaml", "--cluster-version", "1.36"))
                .as(terminal.err())
                .isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out())
                .contains("# Chart hello 1.2.3 from ./charts", "kind: Namespace", "greeting: hello", "for: \"36\"")
                .contains("namespace: greetings")
                .doesNotContain("HelmRelease");
        assertThat(terminal.run("render", "-f", "app.yaml", "--keep-releases")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("kind: HelmRelease", "kind: HelmRepository", "createNamespace: true");
        write("app.yaml", CHART.replace("chart: hello", "chart: goodbye"));
        assertThat(terminal.run("render", "-f", "app.yaml")).isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err()).contains("app.yaml:", "there is no chart at ./charts/goodbye");
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
