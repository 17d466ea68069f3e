// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentSpec;
import dev.paddock.core.artifact.ArtifactUnpacker;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.revision.ProfileChoice;
import dev.paddock.core.status.Conditions;
import dev.paddock.hub.fake.TestEngine;
import dev.paddock.hub.golden.GoldenCase;
import dev.paddock.hub.rendering.KeptRenderings;
import dev.paddock.hub.variable.SecretContent;
import dev.paddock.hub.variable.VariableSources;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where the value of a secret variable goes, and where it does not. */
class SecretVariablesTest {
    private static final String VALUE = "s3cr3t-value";
    private static final String ENCODED = "czNjcjN0LXZhbHVl";

    private final FakeHub hub = new FakeHub();
    private final FakeRegistry registry = new FakeRegistry();
    private int renderings;

    @Test
    void theValueIsInNothingButTheSecretForTheAgent() {
        DeploymentInputs inputs = inputs();

        Outcome outcome = run(inputs);

        String artifacts = registry.artifacts.values().stream()
                .flatMap(artifact -> new ArtifactUnpacker().unpack(artifact.layer()).byPath().values().stream())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        assertThat(artifacts).contains("var_adminPassword").doesNotContain(VALUE, ENCODED);
        assertThat(Serialization.asJson(hub.works)).doesNotContain(VALUE, ENCODED);
        assertThat(Serialization.asJson(hub.workloads)).doesNotContain(VALUE, ENCODED);
        assertThat(Serialization.asJson(outcome.status())).doesNotContain(VALUE, ENCODED);
        assertThat(outcome.toString() + inputs + inputs.variables()).doesNotContain(VALUE, ENCODED);
        assertThat(Objects.requireNonNull(hub.secrets.get("spoke-1"))
                        .getMetadata()
                        .getName())
                .isEqualTo("paddock-variables-project-a-clearml");
        assertThat(Objects.requireNonNull(hub.secrets.get("spoke-1")).getData())
                .isEqualTo(Map.of("var_adminPassword", ENCODED));
    }

    @Test
    void aChangedSecretGoesToTheAgentAndChangesNoArtifact() {
        Outcome first = run(inputs());
        DeploymentInputs changed = after(first, secret("8", "Y2hhbmdlZA=="));
        registry.artifacts.clear();

        Outcome second = run(changed);

        assertThat(registry.artifacts).isEmpty();
        assertThat(second.status().artifacts()).isEqualTo(first.status().artifacts());
        assertThat(Objects.requireNonNull(hub.secrets.get("spoke-1")).getData())
                .isEqualTo(Map.of("var_adminPassword", "Y2hhbmdlZA=="));
        assertThat(renderings).isEqualTo(2);
        assertThat(run(after(second, secret("8", "Y2hhbmdlZA=="))).status().artifacts())
                .isEqualTo(first.status().artifacts());
        assertThat(renderings).as("nothing has changed").isEqualTo(2);
    }

    @Test
    void aTemplateThatReadsNoneAnyMoreTakesTheSecretAway() {
        Outcome first = run(inputs());
        DeploymentInputs without = after(first, Map.of());
        WorkloadDeployment deployment = without.deployment();
        deployment.setSpec(Serialization.unmarshal("""
                environmentRef: {name: gpu-shared}
                targetNamespace: team-a
                workload: {components: [{name: a, type: k8s-objects, properties: {objects: [{apiVersion: v1, kind: ConfigMap}]}}]}
                """, WorkloadDeploymentSpec.class));

        run(new DeploymentInputs(
                deployment,
                without.project(),
                new ProfileChoice.Inline(),
                without.environment(),
                without.clusters(),
                without.works(),
                without.workloads(),
                without.occupied(),
                without.others(),
                without.variables(),
                without.definitions(),
                without.installation(),
                without.now()));

        assertThat(hub.secrets).isEmpty();
    }

    @Test
    void aSecretOrAKeyThatIsNotThereIsWaitedFor() {
        assertThat(rendered(run(inputs().with(
                                        new VariableSources(inputs().variables().sets(), Map.of()))))
                        .getMessage())
                .isEqualTo(
                        "spec.variables.adminPassword: Not found: \"Secret project-a/clearml-admin\" (waiting for it)");
        Condition noKey = rendered(run(inputs().with(inputs().variables()
                .with(Map.of(
                        "project-a/clearml-admin",
                        SecretContent.of(new SecretBuilder()
                                .withNewMetadata()
                                .endMetadata()
                                .build()))))));
        assertThat(noKey.getReason()).isEqualTo("VariableUnresolved");
        assertThat(noKey.getMessage())
                .isEqualTo(
                        "spec.variables.adminPassword: Not found: \"Secret project-a/clearml-admin\" has no key \"password\"");
    }

    private static Condition rendered(Outcome outcome) {
        return Conditions.find(outcome.status().conditions(), ConditionType.RENDERED)
                .orElseThrow();
    }

    private Outcome run(DeploymentInputs inputs) {
        return new DeliveryRun(
                        new DeliveryPlanner(
                                TestEngine.workers(),
                                ReleaseRenderer.LEFT_TO_CONTROLLER,
                                Clock.systemUTC(),
                                deployment -> renderings++,
                                KeptRenderings.NONE),
                        new FakeLedger(4),
                        registry,
                        hub,
                        new KubernetesSerialization(),
                        step -> {})
                .run(inputs);
    }

    private static DeploymentInputs inputs() {
        return Given.inputs(GoldenCase.all("delivery")
                .filter(golden -> golden.name().equals("values-that-only-the-spoke-knows"))
                .findFirst()
                .orElseThrow());
    }

    private static Map<String, SecretContent> secret(String version, String password) {
        return Map.of(
                "project-a/clearml-admin",
                SecretContent.of(new SecretBuilder()
                        .withNewMetadata()
                        .withUid("u-s")
                        .withResourceVersion(version)
                        .endMetadata()
                        .withData(Map.of("password", password))
                        .build()));
    }

    private DeploymentInputs after(Outcome outcome, Map<String, SecretContent> secrets) {
        DeploymentInputs first = inputs();
        first.deployment().setStatus(outcome.status());
        return new DeploymentInputs(
                first.deployment(),
                first.project(),
                first.profile(),
                first.environment(),
                first.clusters(),
                new TreeMap<>(hub.works),
                new TreeMap<>(hub.workloads),
                first.occupied(),
                first.others(),
                first.variables().with(secrets),
                first.definitions(),
                first.installation(),
                Given.NOW);
    }
}
