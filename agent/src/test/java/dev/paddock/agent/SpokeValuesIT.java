// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.status.Conditions;
import dev.paddock.core.substitution.FolderNeeds;
import dev.paddock.core.substitution.SubstitutionNames;
import dev.paddock.testkit.cluster.OnCluster;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that only the spoke knows, filled in folder by folder by an agent that stands in for Flux. */
@WithControlPlane(controllers = true)
class SpokeValuesIT {
    private static final String TEMPLATE = """
            {"components": [
              {"name": "db", "type": "k8s-objects", "definitionOutputRefs": [
                {"name": "host", "pathRef": {"apiVersion": "v1", "kind": "ConfigMap", "path": ".data.host"}},
                {"name": "password", "pathRef": {"apiVersion": "v1", "kind": "Secret", "path": ".data.password"}}]},
              {"name": "web", "type": "k8s-objects", "deploymentPriority": 10, "properties": {"uses": [
                "{{ spoke \\".def.db.host\\" }}", "{{ spoke \\".def.db.password\\" }}", "{{ spoke \\".obj.ca\\" }}", "{{ .var.token }}"]}}],
             "objectOutputRefs": [{"name": "ca", "pathRef": {"apiVersion": "v1", "kind": "ConfigMap", "name": "given", "path": ".data.ca"}}]}
            """;

    private final AgentFixture fixture;

    SpokeValuesIT(TestCluster hub, @OnCluster("spoke") TestCluster spoke, @TempDir Path directory) {
        this.fixture = new AgentFixture(hub, spoke, directory);
    }

    @BeforeEach
    void start() throws IOException {
        fixture.start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aFolderWaitsForItsValuesAndIsAppliedAgainWhenOneChanges() {
        Deliveries app = new Deliveries(fixture, "values");
        app.template = TEMPLATE.replace("\n", " ");
        app.more = second(app);
        app.deliver(fixture.publish(files(app, "db-1")));

        eventually(() -> assertThat(applied(app))
                .extracting(Condition::getReason, Condition::getMessage)
                .containsExactly("OutputPending", "values-p010 waits for output .obj.ca, secret variable token"));
        assertThat(configMap(app, "web")).isEmpty();

        fixture.spoke
                .resource(Serialization.unmarshal("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: given, namespace: %s}
                data: {ca: "line 1\\nline: \\"2\\""}
                """.formatted(app.target), ConfigMap.class))
                .create();
        secretVariable(app, "to\"ken");
        eventually(() -> assertThat(applied(app).getStatus()).isEqualTo("True"));
        assertThat(configMap(app, "web").orElseThrow().getData())
                .containsEntry("url", "tcp://db-1: x")
                .containsEntry("ca", "line 1\nline: \"2\"")
                .containsEntry("literal", "${HOME} $$");
        assertThat(secret(app, "login")).containsEntry("token", "to\"ken").containsEntry("db", "p\"w: 1");

        fixture.spoke.configMaps().inNamespace(app.target).withName("given").edit(given -> new ConfigMapBuilder(given)
                .addToData("ca", "renewed")
                .build());
        soon(() -> assertThat(configMap(app, "web").orElseThrow().getData()).containsEntry("ca", "renewed"));

        secretVariable(app, "other");
        eventually(() -> assertThat(secret(app, "login")).containsEntry("token", "other"));

        Digest next = fixture.publish(files(app, "db-2"));
        app.deliver(next);
        eventually(
                () -> assertThat(configMap(app, "web").orElseThrow().getData()).containsEntry("url", "tcp://db-2: x"));
        eventually(() -> assertThat(app.workload().getStatus().appliedDigest()).isEqualTo(next.value()));

        Workload reported = app.workload();
        assertThat(Serialization.asJson(
                        Objects.requireNonNull(reported.getStatus().outputs()).def()))
                .isEqualTo(Serialization.asJson(Map.of("db", Map.of("host", "db-2"))));
        assertThat(Serialization.asJson(reported)).doesNotContain("p\\\"w", "other", encoded("p\"w: 1"));
    }

    private static String second(Deliveries app) {
        WorkloadTemplate template = Serialization.unmarshal(TEMPLATE, WorkloadTemplate.class);
        FolderNeeds needs = Objects.requireNonNull(FolderNeeds.of(template).get("p010"));
        String gate = SubstitutionNames.gate(app.deployment, "p010", needs);
        return """
                - apiVersion: kustomize.toolkit.fluxcd.io/v1
                  kind: Kustomization
                  metadata: {name: DEPLOYMENT-p010, namespace: TARGET, LABELS}
                  spec: {interval: 10m, retryInterval: 1m, path: ./p010, prune: true, wait: true, timeout: 1m, serviceAccountName: paddock,
                    dependsOn: [{name: DEPLOYMENT-p000}], sourceRef: {kind: OCIRepository, name: DEPLOYMENT},
                    postBuild: {substitute: {paddock_quote: '"'}, substituteFrom: [{kind: ConfigMap, name: paddock-outputs-DEPLOYMENT},
                      {kind: Secret, name: paddock-outputs-DEPLOYMENT}, {kind: ConfigMap, name: GATE}]}}
                """.replace("GATE", gate);
    }

    private static Map<String, String> files(Deliveries app, String host) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("p000/db.yaml", object(app, "ConfigMap", "db", "db", "data: {host: " + host + "}"));
        files.put("p000/db-login.yaml", object(app, "Secret", "db-login", "db", "stringData: {password: 'p\"w: 1'}"));
        files.put("p000/kustomization.yaml", "resources: [db.yaml, db-login.yaml]\n");
        files.put("p010/web.yaml", object(app, "ConfigMap", "web", "web", """
                data:
                  url: '${paddock_quote}tcp\\u003a//${def_db_host}\\u003a\\u0020x${paddock_quote}'
                  ca: '${paddock_quote}${obj_ca}${paddock_quote}'
                  literal: '$${HOME} $$$$'
                """));
        files.put("p010/login.yaml", object(app, "Secret", "login", "web", """
                stringData:
                  token: '${paddock_quote}${var_token}${paddock_quote}'
                  db: '${paddock_quote}${def_db_password}${paddock_quote}'
                """));
        files.put("p010/kustomization.yaml", "resources: [web.yaml, login.yaml]\n");
        return files;
    }

    private static String object(Deliveries app, String kind, String name, String component, String rest) {
        return """
                apiVersion: v1
                kind: %s
                metadata:
                  name: %s
                  namespace: %s
                  labels: {app.oam.dev/component: %s, palette.ai/deployment: %s}
                """.formatted(kind, name, app.target, component, app.deployment) + rest;
    }

    private void secretVariable(Deliveries app, String value) {
        fixture.hub
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(SubstitutionNames.transport("team-" + app.deployment))
                        .withNamespace(fixture.cluster)
                        .addToLabels("palette.ai/deployment", app.deployment)
                        .endMetadata()
                        .addToData("var_token", encoded(value))
                        .build())
                .fieldManager("test-hub")
                .forceConflicts()
                .serverSideApply();
    }

    private static Condition applied(Deliveries app) {
        return Optional.ofNullable(app.workload().getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), ConditionType.APPLIED))
                .orElseGet(Condition::new);
    }

    private Optional<ConfigMap> configMap(Deliveries app, String name) {
        return Optional.ofNullable(fixture.spoke
                .configMaps()
                .inNamespace(app.target)
                .withName(name)
                .get());
    }

    private Map<String, String> secret(Deliveries app, String name) {
        Secret secret =
                fixture.spoke.secrets().inNamespace(app.target).withName(name).get();
        Map<String, String> texts = new LinkedHashMap<>();
        secret.getData()
                .forEach((key, value) ->
                        texts.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return texts;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sooner than anything is looked at without being told of a change. */
    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(assertion);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(40)).ignoreExceptions().untilAsserted(assertion);
    }
}
