// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.oam.ApplicationReader;
import dev.paddock.core.oam.ApplicationRenderer;
import dev.paddock.core.oam.RenderSettings;
import dev.paddock.core.oam.RenderedApplication;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.definitions.BuiltInDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Applications of KubeVela's own, rendered with our definitions, against what KubeVela 1.11's offline dry run makes of them. */
class KubeVelaOracleIT {

    private static final Path ORACLE = Path.of("src/test/resources/oracle/kubevela");
    private static final int APPLICATIONS = 71;

    private static CueWorkers workers;
    private static ApplicationRenderer renderer;

    @BeforeAll
    static void start() {
        workers = Workers.start();
        renderer = new ApplicationRenderer(workers, new BuiltInDefinitions().read());
    }

    @AfterAll
    static void stop() {
        workers.close();
    }

    @Test
    void everyApplicationGivesTheObjectsThatKubeVelaGives() throws IOException {
        List<String> differences = new ArrayList<>();
        List<String> files = applications();
        for (String file : files) {
            difference(file).ifPresent(text -> differences.add(file + ": " + text));
        }
        int score = files.size() - differences.size();
        System.out.printf("KubeVela oracle: %d of %d applications render the same%n", score, files.size());
        differences.forEach(System.out::println);
        assertThat(differences).isEmpty();
        assertThat(score).isEqualTo(APPLICATIONS);
    }

    private static List<String> applications() throws IOException {
        try (Stream<Path> files = Files.list(ORACLE.resolve("apps"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Optional<String> difference(String file) throws IOException {
        ApplicationReader.Reading reading = ApplicationReader.read(
                Yaml.documents(ORACLE.resolve("apps").resolve(file)).getFirst());
        if (!reading.errors().isEmpty()) {
            return Optional.of(FieldError.join(reading.errors()));
        }
        RenderedApplication rendered = renderer.render(reading.application(), RenderSettings.OFFLINE);
        if (!rendered.errors().isEmpty()) {
            return Optional.of(FieldError.join(rendered.errors()));
        }
        List<JsonNode> theirs =
                new ArrayList<>(Yaml.documents(ORACLE.resolve("expected").resolve(file)).stream()
                        .map(KubeVelaOracleIT::withoutEmptyMaps)
                        .toList());
        List<JsonNode> ours = new ArrayList<>();
        for (JsonNode object : objects(rendered)) {
            JsonNode normal = withoutEmptyMaps(object);
            if (!theirs.remove(normal)) {
                ours.add(normal);
            }
        }
        return ours.isEmpty() && theirs.isEmpty()
                ? Optional.empty()
                : Optional.of("%n  only ours:   %s%n  only theirs: %s".formatted(ours, theirs));
    }

    private static List<ObjectNode> objects(RenderedApplication rendered) {
        List<ObjectNode> objects = new ArrayList<>();
        rendered.deliveries().forEach(delivery -> {
            delivery.components().forEach(component -> {
                objects.add(component.main());
                component.parts().forEach(part -> objects.add(part.object()));
            });
            delivery.policies().forEach(policy -> objects.addAll(policy.objects()));
        });
        return objects;
    }

    private static JsonNode withoutEmptyMaps(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = withoutEmptyMaps(object.get(name));
                if (value.isObject() && value.isEmpty()) {
                    object.remove(name);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(KubeVelaOracleIT::withoutEmptyMaps);
        }
        return node;
    }
}
