// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.imports;

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

/** The import with the real CUE worker. The files are of the forms KubeVela's users keep, and of our own making. */
class KubeVelaImportIT {
    /** As {@code vela def} edits a definition. */
    private static final String QUEUE = """
        import (
        \t"strings"
        )

        "queue-worker": {
        \ttype: "component"
        \tdescription: "Takes work from a queue."
        \tlabels: {team: "mail"}
        \tattributes: {
        \t\tworkload: definition: {
        \t\t\tapiVersion: "apps/v1"
        \t\t\tkind:       "Deployment"
        \t\t}
        \t\tstatus: healthPolicy: #\"""
        \t\t\tisHealth: context.output.status.readyReplicas == context.output.spec.replicas
        \t\t\t\"""#
        \t}
        }
        template: {
        \toutput: {
        \t\tapiVersion: "apps/v1"
        \t\tkind:       "Deployment"
        \t\tspec: {
        \t\t\treplicas: parameter.workers
        \t\t\ttemplate: spec: containers: [{name: context.name, image: strings.ToLower(parameter.image)}]
        \t\t}
        \t}
        \tparameter: {
        \t\t// +usage=The image
        \t\timage: string
        \t\tworkers: *1 | int
        \t}
        }
        """;

    private static final String TIER = """
        # Kept as it is, this comment included.
        apiVersion: core.oam.dev/v1beta1
        kind: TraitDefinition
        metadata: {name: tier}
        spec:
          appliesToWorkloads: [deployments.apps]
          schematic:
            cue:
              template: |
                patch: spec: template: spec: priorityClassName: parameter.tier
                parameter: tier: string
        """;

    private static final String APPLICATION = """
        apiVersion: core.oam.dev/v1beta1
        kind: Application
        metadata: {name: mail, namespace: team}
        spec:
          components:
          - name: sender
            type: queue-worker
            dependsOn: [store]
            properties: {image: "Example/Sender:1"}
            traits:
            - {type: tier, properties: {tier: gold}}
            - {type: scaler, properties: {replicas: 3}}
          - name: store
            type: webservice
            properties: {image: "example/store:1"}
          workflow:
            steps:
            - {name: tell, type: notification}
        """;

    private static final String REST = """
        apiVersion: core.oam.dev/v1beta1
        kind: ComponentDefinition
        metadata: {name: bucket}
        spec:
          workload: {type: autodetects.core.oam.dev}
          schematic:
            terraform: {configuration: "resource x {}"}
        ---
        apiVersion: core.oam.dev/v1beta1
        kind: TraitDefinition
        metadata: {name: caller}
        spec:
          schematic:
            cue:
              template: |
                import "vela/op"
                patch: spec: replicas: 1
        ---
        apiVersion: core.oam.dev/v1beta1
        kind: WorkflowStepDefinition
        metadata: {name: tell}
        spec:
          schematic:
            cue: {template: "parameter: {}"}
        ---
        apiVersion: core.oam.dev/v1beta1
        kind: WorkloadDefinition
        metadata: {name: deployments.apps}
        ---
        apiVersion: core.oam.dev/v1beta1
        kind: Application
        metadata: {name: store, namespace: team}
        spec:
          components:
          - {name: data, type: bucket, properties: {}}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: other}
        """;

    @TempDir
    private Path directory = Path.of("");

    private final CapturedTerminal terminal = new CapturedTerminal();

    @BeforeEach
    void theMachinesOwnCache() throws IOException {
        terminal.directory(directory).environment("HOME", System.getProperty("user.home"));
        for (String variable : new String[] {"PATH", "PADDOCK_BIN_DIR", "PADDOCK_CACHE"}) {
            String value = System.getenv(variable);
            if (value != null) {
                terminal.environment(variable, value);
            }
        }
        write("vela/definitions/queue.cue", QUEUE);
        write("vela/definitions/tier.yaml", TIER);
        write("vela/app.yaml", APPLICATION);
        write("vela/rest.yaml", REST);
    }

    @Test
    void whatIsTakenIsWrittenAndRendersAsItDidWhereItCameFrom() throws IOException {
        assertThat(terminal.run("import", "kubevela", "vela", "-o", "taken")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("3 of 9 objects taken");
        assertThat(Files.readString(directory.resolve("taken/definitions/tier.yaml")))
                .isEqualTo(TIER);
        assertThat(Files.readString(directory.resolve("taken/app.yaml"))).isEqualTo(APPLICATION);
        assertThat(directory.resolve("taken/rest.yaml")).doesNotExist();

        assertThat(terminal.run("def", "vet", "taken/definitions")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.run("render", "-f", "taken/app.yaml", "-d", "taken/definitions"))
                .isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out())
                .contains("replicas: 3")
                .contains("image: example/sender:1")
                .contains("priorityClassName: gold")
                .contains("app.oam.dev/component: store");
    }

    @Test
    void whatIsNotTakenIsToldWithItsPlaceAndTheReason() throws IOException {
        assertThat(terminal.run("import", "kubevela", "vela", "--format", "json"))
                .isEqualTo(ExitCode.OK.code());
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.path("taken").asInt()).isEqualTo(3);
        assertThat(json.path("notTaken").asInt()).isEqualTo(6);
        assertThat(reason(json, "ComponentDefinition bucket"))
                .contains("vela/rest.yaml:7:5")
                .contains("terraform");
        assertThat(reason(json, "TraitDefinition caller"))
                .contains("vela/rest.yaml:16:16")
                .contains("import \\\"vela/op\\\" is not available");
        assertThat(reason(json, "WorkflowStepDefinition tell")).contains("do not run here yet");
        assertThat(reason(json, "WorkloadDefinition deployments.apps")).contains("write a ComponentDefinition");
        assertThat(reason(json, "Application store")).contains("Not found: \\\"bucket\\\"");
        assertThat(reason(json, "ConfigMap other")).contains("paddock apply");
        assertThat(object(json, "Application mail").path("notes").toString())
                .contains("dependsOn: is kept")
                .contains("\\\"notification\\\" is kept, but does not run yet");
        assertThat(directory.resolve("taken")).doesNotExist();
    }

    @Test
    void whatIsThereAlreadyIsNotOverwritten() throws IOException {
        write("taken/mine.yaml", "");
        assertThat(terminal.run("import", "kubevela", "vela", "-o", "taken")).isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err()).contains("taken is not empty");
    }

    private static String reason(JsonNode json, String called) {
        return object(json, called).path("reasons").toString();
    }

    private static JsonNode object(JsonNode json, String called) {
        for (JsonNode object : json.path("objects")) {
            if (object.path("object").asText().equals(called)) {
                return object;
            }
        }
        throw new AssertionError("nothing is told about " + called);
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
