// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.palette.MLPlatform;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildrenTest {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private final MLPlatform platform = YAML.unmarshal("""
            apiVersion: palette.ai/v1alpha1
            kind: MLPlatform
            metadata: {name: clearml, namespace: project-a, uid: "1"}
            spec:
              platform: clearml
              version: 8.0.0
              mode: shared
              workloadProfileRef: {name: clearml}
              environmentRef: {name: gpu-shared}
            """, MLPlatform.class);

    private final WorkloadDeployment there = YAML.unmarshal("""
            apiVersion: mural.sh/v1beta1
            kind: WorkloadDeployment
            metadata:
              name: clearml
              namespace: project-a
              uid: "2"
              annotations: {app.oam.dev/autoUpdate: "true", example.com/owner: ann}
            spec:
              environmentRef: {name: gpu-shared, namespace: project-a}
              clusterNames: [spoke-1]
              workloadProfileRef: {name: clearml-old, namespace: project-a}
            """, WorkloadDeployment.class);

    @Test
    void aChangedPlatformStaysOnItsClustersAndLeavesAloneWhatOthersWrote() {
        WorkloadDeployment child = Children.deployment(platform, there);

        assertThat(child.getSpec().clusterNames()).isEqualTo(List.of("spoke-1"));
        assertThat(child.getSpec().environmentRef().name()).isEqualTo("gpu-shared");
        assertThat(child.getSpec().workloadProfileRef())
                .hasFieldOrPropertyWithValue("name", "clearml")
                .hasFieldOrPropertyWithValue("namespace", "mural-system");
        assertThat(child.getMetadata().getUid()).isEqualTo("2");
        assertThat(child.getMetadata().getAnnotations())
                .as("what the platform no longer says is gone")
                .isEqualTo(Map.of("palette.ai/platform-version", "8.0.0", "example.com/owner", "ann"));
        assertThat(there.getMetadata().getAnnotations())
                .as("what is there is only read")
                .containsKey("app.oam.dev/autoUpdate");
    }
}
