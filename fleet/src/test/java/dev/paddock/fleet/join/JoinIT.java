// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.KustomizationSpec;
import dev.paddock.api.meta.Labels;
import dev.paddock.testkit.cluster.OnCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithControlPlane(controllers = true)
class JoinIT {
    private final List<String> said = new ArrayList<>();

    private static final String KUSTOMIZATIONS = "kustomizations.kustomize.toolkit.fluxcd.io";
    private static final String REPOSITORIES = "ocirepositories.source.toolkit.fluxcd.io";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void theAgentsAccessIsInstalledOnceAndTakenAwayAgain(@OnCluster("joining") KubernetesClient spoke) {
        SpokeInstaller installer = new SpokeInstaller(spoke);

        String kubeconfig = installer.install("spoke-1", said::add);

        assertThat(installer.install("spoke-1", said::add)).isEqualTo(kubeconfig);
        try (KubernetesClient agent = client(kubeconfig)) {
            assertThat(agent.nodes().list().getItems()).isNotNull();
            assertThat(whoAmI(agent)).isEqualTo("system:serviceaccount:open-cluster-management-agent:paddock-agent");

            spoke.resource(kustomization()).create();
            installer.remove();
            installer.remove();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(spoke.namespaces()
                                    .withName(SpokeInstaller.NAMESPACE)
                                    .get())
                            .isNull());
            assertThatThrownBy(() -> agent.nodes().list()).isInstanceOf(KubernetesClientException.class);
        }
        assertThat(crd(spoke, KUSTOMIZATIONS)).as("in use").isNotNull();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(crd(spoke, REPOSITORIES)).as("not in use").isNull());
    }

    @Test
    void anEnginesOwnContractIsLeftAlone(@OnCluster("joining") KubernetesClient spoke) {
        SpokeInstaller installer = new SpokeInstaller(spoke);
        installer.install("spoke-1", said::add);
        manage(spoke, "flux");

        installer.install("spoke-1", said::add);
        installer.remove();

        assertThat(crd(spoke, REPOSITORIES).getMetadata().getLabels()).containsEntry(Labels.MANAGED_BY, "flux");
        manage(spoke, "paddock");
    }

    @Test
    void whatARemovalDeletedIsGoneBeforeAnythingIsMadeInItsPlace(@OnCluster("joining") KubernetesClient spoke) {
        SpokeInstaller installer = new SpokeInstaller(spoke);
        installer.install("spoke-1", said::add);
        hold(spoke);
        installer.remove();

        String kubeconfig = installer.install("spoke-1", waits -> {
            said.add(waits);
            if (waits.contains(SpokeInstaller.NAMESPACE)) {
                letGo(spoke);
            }
        });

        assertThat(said).anyMatch(waits -> waits.contains("namespace/open-cluster-management-agent is gone"));
        assertThat(spoke.namespaces()
                        .withName(SpokeInstaller.NAMESPACE)
                        .require()
                        .getMetadata()
                        .getDeletionTimestamp())
                .isNull();
        assertThat(crd(spoke, REPOSITORIES).getMetadata().getDeletionTimestamp())
                .isNull();
        try (KubernetesClient agent = client(kubeconfig)) {
            assertThat(agent.nodes().list().getItems()).isNotNull();
        }
        said.clear();
        assertThat(installer.install("spoke-1", said::add)).isEqualTo(kubeconfig);
        assertThat(said).isEmpty();
    }

    @Test
    void aNamespaceThatIsHeldIsNotWaitedForForEver(@OnCluster("joining") KubernetesClient spoke) {
        SpokeInstaller installer = new SpokeInstaller(spoke, Duration.ofSeconds(1));
        installer.install("spoke-1", said::add);
        hold(spoke);
        spoke.namespaces().withName(SpokeInstaller.NAMESPACE).delete();

        assertThatThrownBy(() -> installer.install("spoke-1", said::add))
                .isInstanceOfSatisfying(
                        StillGoingException.class,
                        late -> assertThat(late.remedy())
                                .contains("kubectl get namespace/open-cluster-management-agent", "spoke-1"))
                .hasMessageContaining("spoke-1: namespace/open-cluster-management-agent is being deleted");

        letGo(spoke);
    }

    /** Something in the agent's namespace that does not go with it until it is let go. */
    private static void hold(KubernetesClient spoke) {
        spoke.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(SpokeInstaller.NAMESPACE)
                        .withName("held")
                        .addToFinalizers("test.paddock.dev/held")
                        .endMetadata()
                        .build())
                .create();
    }

    private static void letGo(KubernetesClient spoke) {
        spoke.configMaps()
                .inNamespace(SpokeInstaller.NAMESPACE)
                .withName("held")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
    }

    private static void manage(KubernetesClient client, String owner) {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(REPOSITORIES)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}".formatted(Labels.MANAGED_BY, owner));
    }

    private static Kustomization kustomization() {
        Kustomization used = new Kustomization();
        used.setMetadata(new ObjectMetaBuilder()
                .withNamespace("default")
                .withName("used")
                .build());
        used.setSpec(new KubernetesSerialization()
                .unmarshal(
                        "interval: 1m\nprune: true\nsourceRef: {kind: OCIRepository, name: x}",
                        KustomizationSpec.class));
        return used;
    }

    @Test
    void aBootstrapTokenIsABearerOfItsGroupAndIsReusedWhileItLasts(KubernetesClient hub) {
        BootstrapToken tokens = new BootstrapToken(hub, Clock.systemUTC(), new SecureRandom());

        String kubeconfig = tokens.issue("spoke-7");

        assertThat(tokens.issue("spoke-7")).isEqualTo(kubeconfig);
        assertThat(tokens.issue("spoke-8")).isNotEqualTo(kubeconfig);
        try (KubernetesClient bearer = client(kubeconfig)) {
            String user = whoAmI(bearer);
            assertThat(user).startsWith("system:bootstrap:");
            assertThat(hub.secrets()
                            .inNamespace(BootstrapToken.NAMESPACE)
                            .withName(BootstrapToken.secretOf(user).orElseThrow())
                            .get()
                            .getMetadata()
                            .getAnnotations())
                    .containsEntry(BootstrapToken.CLUSTER_ANNOTATION, "spoke-7");
            assertThatThrownBy(() -> bearer.secrets().inAnyNamespace().list())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("forbidden");
        }
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofMinutes(55)), ZoneOffset.UTC);
        assertThat(new BootstrapToken(hub, later, new SecureRandom()).issue("spoke-7"))
                .isNotEqualTo(kubeconfig);
        tokens.revoke("spoke-7");
        tokens.revoke("spoke-8");
    }

    private static CustomResourceDefinition crd(KubernetesClient client, String name) {
        return client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .get();
    }

    private static String whoAmI(KubernetesClient client) {
        SelfSubjectReview review = client.resource(new SelfSubjectReview()).create();
        return review.getStatus().getUserInfo().getUsername();
    }

    private static KubernetesClient client(String kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
    }
}
