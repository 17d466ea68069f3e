// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.workload.SystemOutputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our component types against KubeVela's own rendering of the same Applications. */
class KubeVelaOracleTest {

    private static final Path ORACLE = Path.of("src/test/resources/oracle/kubevela");

    static Stream<String> applications() throws IOException {
        try (Stream<Path> files = Files.list(ORACLE.resolve("apps"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("applications")
    void rendersTheSameObjectsAsKubeVela(String file) throws IOException {
        JsonNode application =
                Yaml.documents(ORACLE.resolve("apps").resolve(file)).getFirst();

        Rendering rendering = render(application);

        assertThat(rendering.errors()).isEmpty();
        List<JsonNode> ours = rendering.nodes().stream()
                .map(KubeVelaOracleTest::withoutOurLabels)
                .toList();
        List<JsonNode> theirs = Yaml.documents(ORACLE.resolve("expected").resolve(file)).stream()
                .map(KubeVelaOracleTest::withoutAppRevision)
                .toList();
        assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
    }

    @Test
    void theOracleIsThere() throws IOException {
        assertThat(applications()).hasSizeGreaterThanOrEqualTo(15);
    }

    private static Rendering render(JsonNode application) {
        String name = application.at("/metadata/name").asText();
        String namespace = application.at("/metadata/namespace").asText("default");
        List<WorkloadTemplate.Component> components = new ArrayList<>();
        for (JsonNode component : application.at("/spec/components")) {
            components.add(new WorkloadTemplate.Component(
                    component.path("name").asText(),
                    component.path("type").asText(),
                    Yaml.map(component.path("properties")),
                    List.of(),
                    null,
                    List.of()));
        }
        WorkloadTemplate template = new WorkloadTemplate(null, components, List.of(), List.of());
        return new WorkloadRenderer(ComponentTypes.builtIn())
                .render(
                        new RenderRequest(
                                namespace, name, namespace, "spec", template, "", Map.of(), HubOutputs.NONE, Set.of()),
                        new SystemOutputs(Map.of()));
    }

    private static JsonNode withoutOurLabels(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.withObject("/metadata/labels").remove(Labels.DEPLOYMENT);
        return withoutEmptyMaps(copy);
    }

    /** Only an Application has revisions of that kind. */
    private static JsonNode withoutAppRevision(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        copy.withObject("/metadata/labels").remove(Labels.APP_REVISION);
        return withoutEmptyMaps(copy);
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
            array.forEach(KubeVelaOracleTest::withoutEmptyMaps);
        }
        return node;
    }
}
