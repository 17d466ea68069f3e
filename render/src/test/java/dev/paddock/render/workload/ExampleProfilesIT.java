// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.output.HubOutput;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.render.RenderRequest;
import dev.paddock.core.render.RenderedObject;
import dev.paddock.core.render.Rendering;
import dev.paddock.core.workload.ResolvedVariable;
import dev.paddock.core.workload.SystemOutput;
import dev.paddock.core.workload.SystemOutputs;
import dev.paddock.core.workload.TemplateMacros;
import dev.paddock.core.workload.UrlRule;
import dev.paddock.render.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders every WorkloadProfile of {@code deploy/examples} with its own defaults; whether the objects run is for an E2E test. */
class ExampleProfilesIT {
    private static final Renderings RENDERINGS = new Renderings();
    private static final Path EXAMPLES = Path.of(System.getProperty("paddock.root"), "deploy/examples");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> profiles() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith("workloadprofile.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @AfterAll
    static void stop() {
        RENDERINGS.close();
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(profiles()).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void aProfileRendersWithItsDefaultsAndWithoutWarnings(Path file) throws IOException {
        Rendering rendering = render(file);

        assertThat(rendering.errors()).isEmpty();
        assertThat(rendering.warnings()).isEmpty();
        assertThat(rendering.objects()).isNotEmpty();
    }

    @Test
    void thePodsOfTheMlflowExamplesKeepToTheRestrictedPodSecurityLevel() throws IOException {
        List<JsonNode> pods = new ArrayList<>();
        for (Path file : profiles()) {
            if (file.startsWith(EXAMPLES.resolve("mlflow"))) {
                render(file)
                        .objects()
                        .forEach(object -> pods.add(object.object().at("/spec/template/spec")));
            }
        }
        pods.removeIf(JsonNode::isMissingNode);

        assertThat(pods).as("the server and the training job").hasSize(2).allSatisfy(pod -> {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("containers")).allSatisfy(container -> {
                assertThat(container
                                .at("/securityContext/allowPrivilegeEscalation")
                                .asText())
                        .isEqualTo("false");
                assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                        .isEqualTo("ALL");
                assertThat(container.path("image").asText()).startsWith("registry.example/paddock/images/mlflow:");
            });
            assertThat(pod.path("volumes"))
                    .allSatisfy(volume -> assertThat(volume.has("persistentVolumeClaim") || volume.has("emptyDir"))
                            .isTrue());
        });
    }

    @Test
    void mlflowsAddressIsThatOfItsIngressAndItAnswersToThatName() throws IOException {
        Rendering rendering = render(EXAMPLES.resolve("mlflow/10-workloadprofile.yaml"));
        List<ObjectNode> objects =
                rendering.objects().stream().map(RenderedObject::object).toList();

        assertThat(UrlRule.choose(Optional.empty(), objects)).hasValue("http://x-appHost");
        assertThat(objects.toString()).contains("x-appHost:*");
    }

    private static Rendering render(Path file) throws IOException {
        JsonNode profile = Yaml.documents(file).getFirst();
        JsonNode spec = profile.path("spec");
        Map<String, ResolvedVariable> variables = new HashMap<>();
        spec.path("variableSet")
                .forEach(variable -> variables.put(
                        variable.path("name").asText(),
                        new ResolvedVariable.Plain(
                                variable.path("value").elements().next())));
        WorkloadTemplate template = JSON.convertValue(spec.path("workload"), WorkloadTemplate.class);
        RenderRequest request = new RenderRequest(
                "project-a",
                "x",
                "project-a-x",
                "spec.workload",
                template,
                "v1",
                variables,
                others(template),
                Set.of());
        return RENDERINGS.render(request, outputs());
    }

    private static HubOutputs others(WorkloadTemplate template) {
        return new HubOutputs(
                TemplateMacros.outputsRead(template).stream()
                        .collect(Collectors.toMap(
                                path -> path,
                                path -> new HubOutput.Known(TextNode.valueOf("x-" + path.output()), false))),
                List.of());
    }

    private static SystemOutputs outputs() {
        Map<SystemOutput, JsonNode> values = new EnumMap<>(SystemOutput.class);
        for (SystemOutput output : SystemOutput.values()) {
            values.put(output, TextNode.valueOf("x-" + output.text()));
        }
        values.put(SystemOutput.CLUSTER_COUNT, IntNode.valueOf(1));
        values.put(SystemOutput.IMAGE_REGISTRY, TextNode.valueOf("registry.example/paddock/images"));
        return new SystemOutputs(values);
    }
}
