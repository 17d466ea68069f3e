// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** One test's share of a control plane; its namespace goes with it. */
final class NamespacedCluster implements TestCluster, AutoCloseable {
    private static final int SUFFIX_LENGTH = 8;

    private final SharedControlPlanes.Running running;
    private final String namespace;
    private final KubernetesClient client;

    NamespacedCluster(SharedControlPlanes.Running running) {
        this.running = running;
        this.namespace = "test-" + UUID.randomUUID().toString().substring(0, SUFFIX_LENGTH);
        Config config = new ConfigBuilder(
                        Config.fromKubeconfig(running.kubeconfig().toFile()))
                .withNamespace(namespace)
                .build();
        this.client = new KubernetesClientBuilder().withConfig(config).build();
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public Path kubeconfig() {
        return running.kubeconfig();
    }

    @Override
    public Path kubeconfigFor(String user, List<String> groups) {
        return running.kubeconfigFor(user, groups);
    }

    @Override
    public void close() {
        client.namespaces().withName(namespace).delete();
        client.close();
    }
}
