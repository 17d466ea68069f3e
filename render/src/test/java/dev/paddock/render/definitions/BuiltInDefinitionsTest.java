// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuiltInDefinitionsTest {

    private static final Path FOLDER = Path.of("src/main/resources/dev/paddock/render/definitions");

    @Test
    void theIndexNamesEveryFile() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString())
                    .filter(name -> !name.equals("index"))
                    .toList();
            assertThat(Files.readAllLines(FOLDER.resolve("index"))).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void theTypesOfTheApiAreThere() {
        Definitions definitions = new BuiltInDefinitions().read();
        assertThat(definitions.names(Definition.Kind.COMPONENT))
                .containsExactlyInAnyOrder(
                        "webservice",
                        "worker",
                        "task",
                        "cron-task",
                        "daemon",
                        "statefulset",
                        "k8s-objects",
                        "raw",
                        "ref-objects",
                        "helm-chart");
        assertThat(definitions.names(Definition.Kind.TRAIT))
                .contains("scaler", "gateway", "env", "storage", "expose", "resource", "hpa", "sidecar", "affinity")
                .hasSize(28);
        assertThat(definitions.names(Definition.Kind.POLICY))
                .containsExactlyInAnyOrder(
                        "topology",
                        "override",
                        "replication",
                        "apply-once",
                        "garbage-collect",
                        "read-only",
                        "resource-update",
                        "shared-resource",
                        "take-over");
    }

    @Test
    void aTemplateIsWholeAndKeepsNoTraceOfItsPrelude() {
        assertThat(new BuiltInDefinitions().objects()).allSatisfy(object -> {
            assertThat(object.at("/metadata/annotations").has("definition.paddock.dev/prelude"))
                    .isFalse();
            String template = object.at("/spec/schematic/cue/template").asText();
            assertThat(template.substring(template.indexOf("\n\n") + 1)).doesNotContain("\nimport ");
        });
    }
}
