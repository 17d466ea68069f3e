// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.common.SecretKeyReference;
import dev.paddock.api.common.VariableValue;
import dev.paddock.api.meta.Mode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class MLPlatformJsonTest {
    private final KubernetesSerialization json = new KubernetesSerialization();

    @Test
    void readsTheSampleOfTheSpecification() {
        MLPlatform platform = json.unmarshal("""
                apiVersion: palette.ai/v1alpha1
                kind: MLPlatform
                metadata: {name: clearml-team-a, namespace: project-a}
                spec:
                  platform: clearml
                  mode: Dedicated
                  cluster:
                    cloudType: edge-native
                    workerPools:
                    - {name: gpu, nodeCount: 2, memory: {memory: '16 GB'}, gpu: {family: NVIDIA-A100, gpuCount: 4}}
                  variables: {adminUser: ml-lead, replicas: 3, adminPassword: {secretRef: {name: clearml-admin, key: password}}, odd: [1]}
                  somethingNew: true
                """, MLPlatform.class);

        MLPlatformSpec spec = platform.getSpec();
        assertThat(spec.mode()).isEqualTo(Mode.DEDICATED);
        assertThat(requireNonNull(spec.cluster()).cloudName()).isEqualTo("edge-native");
        assertThat(requireNonNull(spec.cluster()).workerPools()).singleElement().satisfies(pool -> {
            assertThat(pool.wantedNodes()).isEqualTo(2);
            assertThat(requireNonNull(pool.gpu()).devices()).isEqualTo(4);
            assertThat(requireNonNull(pool.memory()).mebibytes()).isEqualTo(15258);
        });
        assertThat(spec.variables())
                .containsEntry("adminUser", new VariableValue.Scalar("ml-lead"))
                .containsEntry("replicas", new VariableValue.Scalar(3))
                .containsEntry(
                        "adminPassword",
                        new VariableValue.FromSecret(new SecretKeyReference("clearml-admin", "password")));
        assertThat(spec.variables().get("odd")).isInstanceOf(VariableValue.Unsupported.class);
    }

    @Test
    void writesWhatItReadWithoutEmptyFields() {
        String written = json.asYaml(json.unmarshal("""
                apiVersion: palette.ai/v1alpha1
                kind: MLPlatform
                metadata: {name: p, namespace: project-a}
                spec: {platform: clearml, mode: shared, cluster: {}, variables: {a: {secretRef: {name: s, key: k}}}}
                """, MLPlatform.class));

        assertThat(written)
                .contains("cluster: {}", "mode: \"shared\"", "secretRef:", "key: \"k\"")
                .doesNotContain("workerPools", "timeouts", "status");
    }
}
