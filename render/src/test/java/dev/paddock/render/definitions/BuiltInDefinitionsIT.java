// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.StatusReport;
import dev.paddock.render.Workers;
import dev.paddock.render.Yaml;
import dev.paddock.render.cel.CelEngine;
import dev.paddock.render.cel.CelLimits;
import dev.paddock.render.cue.CueWorkers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every built-in template compiles and describes its parameter; health is told as for KubeVela's types. */
class BuiltInDefinitionsIT {

    private static CueWorkers workers;
    private static Definitions definitions;

    @BeforeAll
    static void start() {
        workers = Workers.start();
        definitions = new BuiltInDefinitions().read();
    }

    private static final CelEngine CEL = new CelEngine(CelLimits.standard(), System::nanoTime);

    @AfterAll
    static void stop() {
        workers.close();
    }

    @Test
    void everyTemplateCompilesAndDescribesItsParameter() {
        for (Definition.Kind kind : Definition.Kind.values()) {
            for (String name : definitions.names(kind)) {
                Definition definition = definitions.find(kind, name).orElseThrow();
                JsonNode schema = switch (definition.schematic()) {
                    case Definition.Schematic.Cue cue -> schema(name, cue);
                    case Definition.Schematic.Cel schematic -> {
                        assertThat(CEL.check(kind, schematic)).as(name).isEmpty();
                        yield CEL.schema(schematic);
                    }
                };
                assertThat(schema.path("type").asText()).as(name).isEqualTo("object");
            }
        }
    }

    @Test
    void aSchemaKnowsTypesDefaultsChoicesAndWhatIsNeeded() {
        JsonNode schema =
                workers.schema(component("webservice").schematic().text()).schema();
        assertThat(schema.path("required"))
                .singleElement()
                .satisfies(name -> assertThat(name.asText()).isEqualTo("image"));
        JsonNode port = schema.at("/properties/ports/items");
        assertThat(port.at("/properties/port/type").asText()).isEqualTo("integer");
        assertThat(port.at("/properties/protocol/default").asText()).isEqualTo("TCP");
        assertThat(port.at("/properties/protocol/enum")).hasSize(3);
        assertThat(schema.at("/properties/image/description").asText()).isEqualTo("The container image");
    }

    @Test
    void aDeploymentIsHealthyWhenAllReplicasAreNewAndReady() throws IOException {
        String object = """
                metadata: {generation: 2}
                spec: {replicas: 2}
                status: {replicas: 2, readyReplicas: %d, updatedReplicas: 2, observedGeneration: 2}
                """;
        assertThat(status("webservice", object.formatted(2)))
                .isEqualTo(new StatusReport(Optional.of(true), Optional.of("Ready:2/2"), List.of()));
        assertThat(status("webservice", object.formatted(1)).healthy()).contains(false);
        assertThat(status("worker", "{metadata: {generation: 1}, spec: {replicas: 1}}"))
                .isEqualTo(new StatusReport(Optional.of(false), Optional.of("Ready:0/1"), List.of()));
    }

    @Test
    void aDaemonAndATaskAreHealthyWhenTheirPodsAre() throws IOException {
        String daemon = "{metadata: {generation: 1}, status: {numberReady: 3, desiredNumberScheduled: 3, "
                + "currentNumberScheduled: 3, updatedNumberScheduled: 3, observedGeneration: 1}}";
        assertThat(status("daemon", daemon).healthy()).contains(true);
        assertThat(status("task", "{spec: {parallelism: 2}, status: {succeeded: 2}}")
                        .healthy())
                .contains(true);
        assertThat(status("task", "{spec: {parallelism: 2}, status: {active: 2}}")
                        .message())
                .contains("Active/Failed/Succeeded:2/0/0");
    }

    private static JsonNode schema(String name, Definition.Schematic.Cue cue) {
        assertThat(workers.check(cue.text())).as(name).isEmpty();
        CueWorkers.Schema schema = workers.schema(cue.text());
        assertThat(schema.problems()).as(name).isEmpty();
        return schema.schema();
    }

    private static StatusReport status(String type, String object) throws IOException {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.set("output", Yaml.object(object));
        return workers.status(component(type), JsonNodeFactory.instance.objectNode(), context);
    }

    private static Definition component(String name) {
        return definitions.find(Definition.Kind.COMPONENT, name).orElseThrow();
    }
}
