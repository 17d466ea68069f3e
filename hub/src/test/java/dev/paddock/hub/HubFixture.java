// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an installation brings and what a tenant admin writes, for one test's namespace as its Project. */
final class HubFixture {
    private final KubernetesClient client;
    private final String namespace;

    HubFixture(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    void install() {
        for (String name : List.of("mural-system", "managed-cluster-set-global", namespace)) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .fieldManager("test")
                    .serverSideApply();
        }
        apply("""
                apiVersion: cluster.open-cluster-management.io/v1beta2
                kind: ManagedClusterSet
                metadata: {name: global}
                spec: {clusterSelector: {selectorType: LabelSelector, labelSelector: {}}}
                ---
                apiVersion: cluster.open-cluster-management.io/v1beta2
                kind: ManagedClusterSetBinding
                metadata: {name: global, namespace: managed-cluster-set-global}
                spec: {clusterSet: global}
                ---
                apiVersion: palette.ai/v1alpha1
                kind: Tenant
                metadata: {name: %1$s}
                spec: {}
                ---
                apiVersion: palette.ai/v1alpha1
                kind: Project
                metadata: {name: %1$s, namespace: %1$s}
                spec: {tenantRef: {name: %1$s}, computeProfileRef: {name: limits}}
                ---
                apiVersion: palette.ai/v1alpha1
                kind: ComputeProfile
                metadata: {name: limits, namespace: %1$s}
                spec: {gpuLimits: {NVIDIA-A100: 4}}
                ---
                apiVersion: palette.ai/v1alpha1
                kind: ClusterProfile
                metadata: {name: clearml-infra, namespace: %1$s}
                spec:
                  type: Infrastructure
                  version: v1
                  cloud: embedded
                  layers:
                  - {name: kubernetes, kind: Kubernetes, ref: embedded, version: v1.36.3}
                  template: {embedded: {}}
                """.formatted(namespace));
        apply(workloadProfile("clearml"));
    }

    String workloadProfile(String name) {
        return """
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata:
                  name: %s
                  namespace: %s
                  labels: {palette.ai: "true", palette.ai/platform: clearml, palette.ai/platform-version: 7.14.5}
                spec:
                  workload:
                    components:
                    - {name: server, type: webservice, properties: {image: "example/clearml:7.14.5"}}
                """.formatted(name, namespace);
    }

    /** @param extra one more line of the spec, or empty */
    String platform(String name, String mode, int gpus, String extra) {
        return """
                apiVersion: palette.ai/v1alpha1
                kind: MLPlatform
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  platform: clearml
                  mode: %3$s
                  %5$s
                  clusterProfileRef: {namespace: %2$s, name: clearml-infra}
                  workloadProfileRef: {namespace: %2$s, name: clearml}
                  cluster:
                    cloud: embedded
                    controlPlanePool: {nodeCount: 1}
                    workerPools:
                    - {name: gpu, nodes: 1, gpu: {family: NVIDIA-A100, count: %4$d}}
                """.formatted(name, namespace, mode, gpus, extra);
    }

    void apply(String yaml) {
        List<HasMetadata> objects = client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items();
        objects.forEach(object ->
                client.resource(object).fieldManager("test").forceConflicts().serverSideApply());
    }
}
