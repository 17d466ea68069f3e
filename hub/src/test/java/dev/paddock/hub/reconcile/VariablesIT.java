// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.core.artifact.ArtifactUnpacker;
import dev.paddock.core.status.Conditions;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sets and Secrets that deployments use, against a real API server; the environment is played by the test. */
@WithControlPlane
class VariablesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SET = """
            apiVersion: mural.sh/v1beta1
            kind: VariableSet
            metadata: {name: mural-variables, namespace: PROJECT}
            spec:
              variables:
              - {name: region, variableType: string, value: {string: REGION}}
              - {name: other, variableType: string, value: {string: OTHER}}
            """;

    private final KubernetesClient client;
    private final String project;
    private final String spoke;
    private final DeliveryHub hub;

    VariablesIT(TestCluster cluster) {
        this.client = cluster.client();
        this.project = cluster.namespace();
        this.spoke = "spoke-" + UUID.randomUUID().toString().substring(0, 8);
        this.hub = new DeliveryHub(client, project);
    }

    @BeforeEach
    void start() {
        hub.shareWith(spoke);
        hub.startWithVariables();
    }

    @AfterEach
    void stop() {
        hub.empty();
        hub.close();
        client.namespaces().withName(spoke).delete();
    }

    @Test
    void aChangeOfASetRendersThoseAnewThatUseWhatHasChanged() {
        set("eu-1", "a");
        deployment("reads", "text: '{{ .var.region }}'", "");
        deployment("given", "text: '{{ .var.other }}'", "other: mine");
        deployment("plain", "text: hello", "");
        eventually(() -> assertThat(published("reads")).contains("eu-1"));
        eventually(() -> assertThat(published("given")).contains("mine"));
        eventually(() -> assertThat(published("plain")).contains("hello"));
        eventually(() -> assertThat(status()).isEqualTo("2 Ready"));
        long plain = artifacts("plain");
        long given = artifacts("given");

        set("us-1", "a");
        eventually(() -> assertThat(published("reads")).contains("us-1"));
        int renderings = hub.renderings();
        set("us-1", "b");
        deployment("last", "text: '{{ .var.other }}'", "");
        eventually(() -> assertThat(published("last")).contains("\"b\""));

        assertThat(hub.renderings()).as("only the last one was rendered").isEqualTo(renderings + 1);
        assertThat(artifacts("plain")).isEqualTo(plain);
        assertThat(artifacts("given")).isEqualTo(given);
        eventually(() -> assertThat(status()).isEqualTo("3 Ready"));
    }

    @Test
    void aSecretIsWaitedForCopiedAndCopiedAnewAndItsValueIsNowhereElse() {
        apply(SET.replace("REGION", "eu-1").replace("OTHER", "a"));
        deployment("secret", "text: hello, token: '{{ .var.region }}'", "region: {secretRef: {name: s, key: k}}");
        eventually(() -> assertThat(condition("secret", ConditionType.RENDERED))
                .extracting(Condition::getReason)
                .isEqualTo("VariableUnresolved"));

        secret("s3cr3t-value");
        eventually(() -> assertThat(condition("secret", ConditionType.RENDERED).getMessage())
                .contains("PL021: ConfigMap secret: data.token reads \"region\""));

        apply("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: secret, namespace: PROJECT}
                spec:
                  environmentRef: {name: env}
                  variables: {region: {secretRef: {name: s, key: k}}}
                  workload:
                    components:
                    - name: secret
                      type: k8s-objects
                      properties: {objects: [{apiVersion: v1, kind: Secret, stringData: {a: '{{ .var.region }}'}}]}
                """);
        eventually(() -> assertThat(copy().getData()).isEqualTo(Map.of("var_region", "czNjcjN0LXZhbHVl")));
        assertThat(copy().getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("Workload"));

        secret("changed");
        eventually(() -> assertThat(copy().getData()).isEqualTo(Map.of("var_region", "Y2hhbmdlZA==")));
        String all = published("secret")
                + Serialization.asJson(client.resources(WorkloadDeployment.class)
                        .inNamespace(project)
                        .list())
                + Serialization.asJson(client.v1().events().inNamespace(project).list());
        assertThat(all).doesNotContain("s3cr3t-value", "czNjcjN0LXZhbHVl", "Y2hhbmdlZA==");
    }

    private void set(String region, String other) {
        apply(SET.replace("REGION", region).replace("OTHER", other));
    }

    private void secret(String value) {
        apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: s, namespace: PROJECT}
                stringData: {k: VALUE}
                """.replace("VALUE", value));
    }

    private void deployment(String name, String data, String variables) {
        apply("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: NAME, namespace: PROJECT}
                spec:
                  environmentRef: {name: env}
                  variables: {VARIABLES}
                  workload:
                    components:
                    - name: NAME
                      type: k8s-objects
                      properties: {objects: [{apiVersion: v1, kind: ConfigMap, data: {DATA}}]}
                """.replace("NAME", name).replace("DATA", data).replace("VARIABLES", variables));
    }

    private Secret copy() {
        return client.secrets()
                .inNamespace(spoke)
                .withName("paddock-variables-" + project + "-secret")
                .require();
    }

    private String status() {
        VariableSet set = client.resources(VariableSet.class)
                .inNamespace(project)
                .withName(VariableSet.NAME)
                .require();
        return set.getStatus().usedBy() + " "
                + Conditions.find(set.getStatus().conditions(), ConditionType.READY)
                        .orElseThrow()
                        .getReason();
    }

    private Condition condition(String name, ConditionType type) {
        return Optional.ofNullable(client.resources(WorkloadDeployment.class)
                        .inNamespace(project)
                        .withName(name)
                        .require()
                        .getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), type))
                .orElseThrow();
    }

    private long artifacts(String deployment) {
        return hub.published().stream()
                .filter(one -> one.repository().endsWith("/" + deployment))
                .count();
    }

    private String published(String deployment) {
        return hub.published().stream()
                .filter(one -> one.repository().endsWith("/" + deployment))
                .flatMap(one -> new ArtifactUnpacker().unpack(one.artifact().layer()).byPath().values().stream())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private void apply(String yaml) {
        hub.apply(yaml.replace("SPOKE", spoke));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(assertion);
    }
}
