// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.cli.CapturedTerminal;
import dev.paddock.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for authors with the real CUE worker. */
class DefinitionsIT {
    private static final String QUEUE = """
        apiVersion: core.oam.dev/v1beta1
        kind: ComponentDefinition
        metadata:
          name: queue
          annotations: {definition.oam.dev/description: "Takes work from a queue."}
        spec:
          workload: {type: deployments.apps}
          schematic:
            cue:
              template: |
                output: {
                  apiVersion: "apps/v1"
                  kind:       "Deployment"
                  spec: replicas: parameter.workers
                  metadata: labels: queue: parameter.queue
                }
                parameter: {
                  // +usage=How many
                  workers: *1 | int
                  // +usage=Where the work is
                  queue: string
                  // +usage=How it is taken
                  order?: "first" | "last"
                  // +usage=What is told
                  labels?: [string]: string
                  limits?: [...{
                    // +usage=Of what
                    name: string
                    most: >=1 & <=9
                  }]
                }
        """;

    private static final String INPUT = """
        component: queue
        name: mail
        properties: {queue: outbox}
        traits:
        - {type: scaler, properties: {replicas: 3}}
        context: {namespace: team, appName: post}
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
    void theCheckedInReferenceIsWhatTheBuiltInDefinitionsTake() throws IOException {
        Path checkedIn = Path.of(System.getProperty("paddock.root"), "docs", "reference", "definitions.md");
        String page = new TemplateWorkers(terminal.terminal()).use(DefinitionsReferenceMain::page);

        assertThat(Files.readString(checkedIn))
                .as("docs/reference/definitions.md is not what the definitions say; run \"make docs\" and commit"
                        + " the result")
                .isEqualTo(page);
    }

    @Test
    void vettingPassesWhatIsSoundAndSaysHowMuchItLookedAt() throws IOException {
        write("defs/queue.yaml", QUEUE);
        assertThat(terminal.run("def", "vet", "defs")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).isEqualTo("1 definition: 0 errors, 0 warnings\n");
    }

    @Test
    void aFaultOfATemplateStandsAtItsPlaceInTheFile() throws IOException {
        write("queue.yaml", QUEUE.replace("parameter.workers", "nope"));
        assertThat(terminal.run("def", "vet", "queue.yaml")).isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.out())
                .contains("queue.yaml:14:27: error: spec.schematic.cue.template: Invalid value: ")
                .contains("reference \"nope\" not found")
                .contains("1 definition: 1 error, 0 warnings");
    }

    @Test
    void whatKubeVelaDoesAndPaddockDoesNotIsToldInWords() throws IOException {
        write("trait.yaml", """
            apiVersion: core.oam.dev/v1beta1
            kind: TraitDefinition
            metadata: {name: tier}
            spec:
              appliesToWorkloads: [deployments.apps, webservce]
              conflictsWith: [scalr]
              stage: PreDispatch
              schematic:
                cue:
                  template: |
                    import "vela/kube"
                    patch: spec: replicas: 1
                    parameter: {}
            ---
            apiVersion: core.oam.dev/v1beta1
            kind: ComponentDefinition
            metadata: {name: caller}
            spec:
              schematic:
                cue:
                  template: |
                    output: {}
                    processing: http: {}
            ---
            apiVersion: core.oam.dev/v1beta1
            kind: WorkloadDefinition
            metadata: {name: old}
            """);
        assertThat(terminal.run("def", "vet", "trait.yaml", "-o", "json")).isEqualTo(ExitCode.USAGE.code());
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.path("sound").asBoolean()).isFalse();
        assertThat(json.path("findings").findValuesAsText("line")).containsExactly("5", "6", "7", "11", "23", "26");
        assertThat(json.path("findings").findValuesAsText("severity"))
                .containsExactly("warning", "warning", "warning", "error", "error", "error");
        assertThat(json.path("findings").findValuesAsText("message"))
                .satisfiesExactly(
                        text -> assertThat(text).contains("did you mean \"webservice\"?"),
                        text -> assertThat(text).contains("did you mean \"scaler\"?"),
                        text -> assertThat(text).contains("delivered together"),
                        text -> assertThat(text).contains("templates import only CUE's standard library"),
                        text -> assertThat(text).contains("may not call out"),
                        text -> assertThat(text).contains("write a ComponentDefinition"));
    }

    @Test
    void aTestIsWrittenOncePassesAndFailsWhenTheDefinitionChanges() throws IOException {
        write("defs/queue.yaml", QUEUE);
        write("defs/tests/scaled/in.yaml", INPUT);
        write("defs/tests/without-queue/in.yaml", INPUT.replace("{queue: outbox}", "{}"));

        assertThat(terminal.run("def", "test", "defs")).isEqualTo(ExitCode.ERROR.code());
        assertThat(terminal.out()).contains("FAILED  scaled").contains("2 tests, 2 failed");

        assertThat(terminal.run("def", "test", "defs", "--update")).isEqualTo(ExitCode.OK.code());
        assertThat(Files.readString(directory.resolve("defs/tests/scaled/out.yaml")))
                .contains("namespace: team")
                .contains("replicas: 3");
        assertThat(Files.readString(directory.resolve("defs/tests/without-queue/error.txt")))
                .contains("spec.components[0].properties.queue: Required value");

        assertThat(terminal.run("def", "test", "defs")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("ok      scaled").contains("2 tests, 0 failed");

        write("defs/queue.yaml", QUEUE.replace("replicas: parameter", "minReadySeconds: 5, spec: replicas: parameter"));
        assertThat(terminal.run("def", "test", "defs")).isEqualTo(ExitCode.ERROR.code());
        assertThat(terminal.out())
                .contains("FAILED  scaled\n    ~ Deployment team/mail\n        + spec.minReadySeconds: 5\n")
                .contains("ok      without-queue")
                .contains("2 tests, 1 failed");
    }

    @Test
    void aTestThatIsMisspelledIsNoTest() throws IOException {
        write("defs/queue.yaml", QUEUE);
        write("defs/tests/scaled/in.yaml", INPUT.replace("properties: {queue", "propertys: {queue"));
        assertThat(terminal.run("def", "test", "defs")).isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err())
                .contains("defs/tests/scaled/in.yaml:3:1: error: propertys: Forbidden: unknown field (did you mean"
                        + " \"properties\"?)");
    }

    @Test
    void theReferenceTellsUsageDefaultsChoicesAndWhatIsRequired() throws IOException {
        write("defs/queue.yaml", QUEUE);
        assertThat(terminal.run("def", "docs", "defs")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out())
                .contains("### queue\n\nTakes work from a queue.\n")
                .contains("| `queue` | string | **required** | Where the work is |")
                .contains("| `workers` | integer | `1` | How many |")
                .contains("| `order` | \"first\" or \"last\" |  | How it is taken |")
                .contains("| `labels` | map to string |  | What is told |")
                .contains("| `limits[].name` | string | **required** | Of what |");
    }

    @Test
    void theSchemaIsPlainJsonSchemaInAFileOfItsOwn() throws IOException {
        write("defs/queue.yaml", QUEUE);
        assertThat(terminal.run("def", "docs", "defs", "--format", "json-schema", "-o", "schemas"))
                .isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).isEqualTo("schemas/component-queue.json\n");
        JsonNode schema = new ObjectMapper()
                .readTree(directory.resolve("schemas/component-queue.json").toFile());
        assertThat(schema.path("title").asText()).isEqualTo("queue");
        assertThat(schema.path("required").toString()).isEqualTo("[\"queue\"]");
        assertThat(schema.at("/properties/workers/default").asInt()).isEqualTo(1);
        assertThat(schema.at("/properties/order/enum").toString()).isEqualTo("[\"first\",\"last\"]");
        assertThat(schema.at("/properties/labels/additionalProperties/type").asText())
                .isEqualTo("string");
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
