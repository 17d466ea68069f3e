// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.oam.ComponentDefinition;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.DefinitionStatus;
import dev.paddock.core.admission.Policies;
import dev.paddock.core.artifact.ArtifactUnpacker;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.status.Conditions;
import dev.paddock.hub.admission.AdmissionEndpoint;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.definition.DefinitionCompiler;
import dev.paddock.hub.fake.TestEngine;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions of users on the hub: with the real workers and a real API server. */
@WithControlPlane
class DefinitionIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String GREETER = """
            apiVersion: core.oam.dev/v1beta1
            kind: ComponentDefinition
            metadata: {name: greeter, namespace: PROJECT}
            spec:
              workload: {definition: {apiVersion: v1, kind: ConfigMap}}
              schematic:
                cue:
                  template: |
                    output: {
                      apiVersion: "v1"
                      kind: "ConfigMap"
                      data: text: "GREETING \\(parameter.name)"
                    }
                    parameter: {
                      // +usage=Who is greeted
                      name: string
                    }
            """;

    private static final String MARKED = """
            apiVersion: core.oam.dev/v1beta1
            kind: TraitDefinition
            metadata: {name: marked, namespace: mural-system}
            spec:
              schematic:
                cue:
                  template: |
                    patch: metadata: annotations: mark: parameter.mark
                    outputs: beside: {
                      apiVersion: "v1"
                      kind: "ConfigMap"
                      metadata: name: context.name + "-beside"
                      data: namespace: context.namespace
                    }
                    parameter: mark: string
            """;

    /** Sound to look at; only what it is given makes it loop. */
    private static final String LOOPER = """
            apiVersion: core.oam.dev/v1beta1
            kind: ComponentDefinition
            metadata: {name: looper, namespace: PROJECT}
            spec:
              workload: {definition: {apiVersion: v1, kind: ConfigMap}}
              schematic:
                cue:
                  template: |
                    parameter: items: [...int]
                    let n = parameter.items
                    output: {
                      apiVersion: "v1"
                      kind: "ConfigMap"
                      data: count: "\\(len([for a in n for b in n for c in n for d in n for e in n for f in n for g in n for h in n for i in n for j in n if a+b+c+d+e+f+g+h+i+j < 0 {a}]))"
                    }
            """;

    private final KubernetesClient client;
    private final String project;
    private final String spoke;
    private final DeliveryHub hub;

    DefinitionIT(TestCluster cluster) {
        this.client = cluster.client();
        this.project = cluster.namespace();
        this.spoke = "spoke-" + project;
        this.hub = new DeliveryHub(client, project);
    }

    @BeforeEach
    void aFleet() {
        hub.shareWith(spoke);
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.empty();
        hub.close();
        client.namespaces().withName(spoke).delete();
    }

    @Test
    void aUsersOwnComponentAndTraitAreDeliveredAndFollowed() {
        // The profile comes first: what it names may come later.
        deploy(
                "web",
                "{name: hi, type: greeter, properties: {name: world}, traits: [{type: marked, properties: {mark: m}}]}");
        eventually(() -> assertThat(rendered("web").getReason()).isEqualTo("DefinitionMissing"));
        assertThat(rendered("web").getMessage()).contains("spec.workload.components[0].type: Not found: \"greeter\"");

        hub.apply(GREETER.replace("GREETING", "hello"));
        hub.apply(MARKED);

        eventually(() -> assertThat(files("web")).containsKey("p000/configmap-" + target("web") + "-hi.yaml"));
        assertThat(file("web", "hi"))
                .contains("text: \"hello world\"", "mark: \"m\"", "workload.oam.dev/type: \"greeter\"");
        assertThat(file("web", "hi-beside"))
                .contains("namespace: \"" + target("web") + "\"", "trait.oam.dev/type: \"marked\"");
        DefinitionStatus status = status("greeter");
        assertThat(latest(status)).isEqualTo("greeter-v1");
        assertThat(ready(status).getReason()).isEqualTo("Compiled");
        ConfigMap schema = client.configMaps()
                .inNamespace(project)
                .withName(Objects.requireNonNull(status.configMapRef()))
                .get();
        assertThat(schema.getData().get("openapi-v3-json-schema")).contains("Who is greeted");

        deploy("old", "{name: hi, type: greeter@v1, properties: {name: world}}");
        hub.apply(GREETER.replace("GREETING", "good day"));

        eventually(() -> assertThat(file("web", "hi")).contains("text: \"good day world\""));
        eventually(() -> assertThat(latest(status("greeter"))).isEqualTo("greeter-v2"));
        eventually(() -> assertThat(file("old", "hi")).contains("text: \"hello world\""));
        assertThat(client.resources(DefinitionRevision.class)
                        .inNamespace(project)
                        .withName("greeter-v1")
                        .get()
                        .getSpec()
                        .componentDefinition()
                        .toString())
                .contains("hello");
    }

    @Test
    void aFaultyDefinitionIsRefusedWithLineAndColumnAndNeverUsed() throws IOException {
        String faulty = GREETER.replace("\"ConfigMap\"", "nope").replace("greeter", "faulty");
        String told = "spec.schematic.cue.template: Invalid value: 3:9: ";
        try (HubCache cache = new HubCache(client)) {
            cache.start();
            Ledger ledger = new Ledger();
            ledger.open(List.of());
            AdmissionEndpoint admission = new AdmissionEndpoint(
                    new Policies(new DefinitionCompiler(TestEngine.workers()), TestEngine.builtIn()),
                    cache,
                    ledger,
                    "paddock-hub");
            JsonNode answer = created(admission, faulty);
            assertThat(answer.path("allowed").asBoolean()).isFalse();
            assertThat(answer.at("/status/message").asText()).startsWith(told);
            assertThat(created(admission, GREETER).path("allowed").asBoolean()).isTrue();
        }

        // Past admission, as when the hub was away.
        hub.apply(faulty);
        eventually(() -> assertThat(ready(status("faulty")).getReason()).isEqualTo("CompileFailed"));
        assertThat(ready(status("faulty")).getMessage()).startsWith(told);
        assertThat(status("faulty").latestRevision()).isNull();

        deploy("user", "{name: x, type: faulty, properties: {name: a}}");
        eventually(() -> assertThat(rendered("user").getReason()).isEqualTo("DefinitionMissing"));
    }

    @Test
    void aDefinitionThatLoopsDisturbsNoOther() {
        hub.apply(LOOPER);
        eventually(() -> assertThat(ready(status("looper")).getReason()).isEqualTo("Compiled"));
        for (String name : List.of("loop-a", "loop-b", "loop-c")) {
            deploy(name, "{name: x, type: looper, properties: {items: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}}");
        }
        deploy("other", "{name: web, type: webservice, properties: {image: \"example/web:1\"}}");

        eventually(() -> assertThat(files("other")).isNotEmpty());
        for (String name : List.of("loop-a", "loop-b", "loop-c")) {
            eventually(() -> assertThat(rendered(name).getReason()).isEqualTo("RenderFailed"));
            assertThat(rendered(name).getMessage()).contains("took longer than");
        }
    }

    private void deploy(String name, String component) {
        hub.apply("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata: {name: NAME, namespace: PROJECT}
                spec: {workload: {components: [COMPONENT]}}
                ---
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: NAME, namespace: PROJECT}
                spec: {workloadProfileRef: {name: NAME}, environmentRef: {name: env}}
                """.replace("NAME", name).replace("COMPONENT", component));
    }

    private String target(String deployment) {
        return project + "-" + deployment;
    }

    /** Of a ConfigMap in the artifact that was published last; blank if it has none. */
    private String file(String deployment, String name) {
        return files(deployment).getOrDefault("p000/configmap-" + target(deployment) + "-" + name + ".yaml", "");
    }

    /** Of the artifact that was published last. */
    private Map<String, String> files(String deployment) {
        Map<String, String> files = new TreeMap<>();
        hub.published().stream()
                .filter(published -> published.repository().endsWith("/" + deployment))
                .reduce((older, newer) -> newer)
                .map(published -> published.artifact().layer())
                .ifPresent(layer -> new ArtifactUnpacker()
                        .unpack(layer)
                        .byPath()
                        .forEach((path, bytes) -> files.put(path, new String(bytes, StandardCharsets.UTF_8))));
        return files;
    }

    private Condition rendered(String deployment) {
        WorkloadDeployment found = client.resources(WorkloadDeployment.class)
                .inNamespace(project)
                .withName(deployment)
                .get();
        return Optional.ofNullable(found.getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), ConditionType.RENDERED))
                .orElseThrow(() -> new AssertionError(deployment + " has not been looked at"));
    }

    private DefinitionStatus status(String definition) {
        DefinitionStatus status = client.resources(ComponentDefinition.class)
                .inNamespace(project)
                .withName(definition)
                .get()
                .getStatus();
        if (status == null) {
            throw new AssertionError(definition + " has not been looked at");
        }
        return status;
    }

    private static String latest(DefinitionStatus status) {
        return Objects.requireNonNull(status.latestRevision()).name();
    }

    private static Condition ready(DefinitionStatus status) {
        return Conditions.find(status.conditions(), ConditionType.READY).orElseThrow();
    }

    private JsonNode created(AdmissionEndpoint admission, String yaml) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        String object = mapper.writeValueAsString(io.fabric8.kubernetes.client.utils.Serialization.unmarshal(
                "---\n" + yaml.replace("PROJECT", project), Map.class));
        String review = """
                {"request": {"uid": "u", "operation": "CREATE", "userInfo": {"username": "alice"},
                  "kind": {"group": "core.oam.dev", "version": "v1beta1", "kind": "ComponentDefinition"},
                  "object": %s}}
                """.formatted(object);
        return mapper.readTree(admission.answer(review.getBytes(StandardCharsets.UTF_8)))
                .path("response");
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(SOON).untilAsserted(assertion);
    }
}
