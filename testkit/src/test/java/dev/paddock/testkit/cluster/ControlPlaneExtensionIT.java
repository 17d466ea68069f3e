// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithControlPlane
class ControlPlaneExtensionIT {
    @Test
    void aTestHasANamespaceOfItsOwnAndPaddocksKinds(TestCluster cluster, KubernetesClient client) {
        client.configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("mine")
                        .endMetadata()
                        .build())
                .create();
        assertThat(client.configMaps()
                        .inNamespace(cluster.namespace())
                        .withName("mine")
                        .get())
                .isNotNull();
        assertThat(client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .list()
                        .getItems())
                .extracting(crd -> crd.getMetadata().getName())
                .contains("mlplatforms.palette.ai", "manifestworks.work.open-cluster-management.io");
    }

    @Test
    void anotherUserMayDoOnlyWhatRbacGrants(TestCluster cluster) {
        Config config = Config.fromKubeconfig(
                cluster.kubeconfigFor("nobody-special", List.of()).toFile());
        try (KubernetesClient stranger =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThatThrownBy(() ->
                            stranger.secrets().inNamespace(cluster.namespace()).list())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("forbidden");
        }
    }

    @Test
    void twoClustersAreApart(TestCluster hub, @OnCluster("spoke") TestCluster spoke) {
        assertThat(spoke.client().getMasterUrl()).isNotEqualTo(hub.client().getMasterUrl());
        assertThat(spoke.client().namespaces().withName(hub.namespace()).get()).isNull();
    }
}
