// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.ProjectStatus;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.status.Conditions;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.failpoint.Failpoint;
import dev.paddock.hub.fake.FakeAgents;
import dev.paddock.hub.fake.FakeProvider;
import dev.paddock.hub.fake.TestEngine;
import dev.paddock.hub.rendering.KeptRenderings;
import dev.paddock.providers.Providers;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tenants, Projects and machines under a whole hub, against a real API server. */
@WithControlPlane(controllers = true)
class TenancyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEEPS = "test.example/keeps";

    private final KubernetesClient client;
    private final String namespace;
    private final HubFixture fixture;
    private final HubCache cache;
    private final Hub hub;

    TenancyIT(TestCluster cluster) {
        this.client = cluster.client();
        this.namespace = "project-" + UUID.randomUUID().toString().substring(0, 8);
        this.fixture = new HubFixture(client, namespace);
        this.cache = new HubCache(client);
        this.hub = new Hub(
                new Hub.Parts(
                        client,
                        new Providers(List.of(new FakeProvider())),
                        new FakeAgents(client),
                        TestEngine.workers(),
                        TestEngine.workers(),
                        ReleaseRenderer.LEFT_TO_CONTROLLER,
                        Clock.systemUTC(),
                        KeptRenderings.NONE,
                        Failpoint.none()),
                cache,
                new Ledger());
    }

    @BeforeEach
    void install() {
        fixture.install();
    }

    @AfterEach
    void stop() {
        client.configMaps()
                .inNamespace("mural-system")
                .withName("paddock-config")
                .delete();
        hub.close();
    }

    @Test
    void aDeletedProjectWaitsForItsEnvironmentsAndTakesItsNamespaceAlong() {
        hub.start();
        keepEnvironment("[" + KEEPS + "]");
        eventually(() -> assertThat(project().getMetadata().getFinalizers()).isNotEmpty());

        client.resource(project()).delete();

        eventually(() -> {
            ProjectStatus status = project().getStatus();
            assertThat(status).isNotNull();
            assertThat(Conditions.find(status.conditions(), ConditionType.READY)
                            .orElseThrow()
                            .getMessage())
                    .isEqualTo("waits for Environment kept");
        });
        assertThat(named(ComputeProfile.class, "limits").getMetadata().getDeletionTimestamp())
                .isNull();

        keepEnvironment("[]");

        eventually(() -> {
            assertThat(client.namespaces().withName(namespace).get()).isNull();
            assertThat(client.resources(Tenant.class).withName(namespace).get().getStatus())
                    .satisfies(status -> assertThat(status.childProjectCount()).isZero());
        });
    }

    /** Server-side apply: the finalizers of others are not touched, and no version can be out of date. */
    private void keepEnvironment(String finalizers) {
        fixture.apply("""
                apiVersion: mural.sh/v1beta1
                kind: Environment
                metadata: {name: kept, namespace: %s, finalizers: %s}
                spec: {topology: {type: topology-ocm, properties: {placement: {clusterSets: [global]}}}}
                """.formatted(namespace, finalizers));
    }

    @Test
    void aComputeListsTheMachinesItSelects() {
        hub.start();
        fixture.apply("""
                apiVersion: palette.ai/v1alpha1
                kind: Compute
                metadata: {name: all, namespace: %1$s}
                spec: {}
                ---
                apiVersion: palette.ai/v1alpha1
                kind: Compute
                metadata: {name: elsewhere, namespace: %1$s}
                spec: {machineSelector: {rack: r7}}
                """.formatted(namespace));

        eventually(() -> {
            assertThat(named(Compute.class, "all").getStatus())
                    .isNotNull()
                    .satisfies(status -> assertThat(status.workerCompute()).isNotEmpty());
            assertThat(named(Compute.class, "elsewhere").getStatus())
                    .isNotNull()
                    .satisfies(status -> assertThat(status.workerCompute()).isEmpty());
        });
    }

    @Test
    void theDefaultProjectIsMadeWhenTheCacheHasSeenItsTenantAndNotBefore() {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("paddock-config")
                        .withNamespace("mural-system")
                        .endMetadata()
                        .withData(Map.of("systemDefaultResources", "true"))
                        .build())
                .forceConflicts()
                .serverSideApply();

        assertThatThrownBy(() -> new SystemDefaults(client, cache, Duration.ofMillis(200)).ensure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has not seen Tenant default");
        assertThat(client.resources(Tenant.class).withName("default").get()).isNotNull();
        assertThat(inDefault(Project.class)).isNull();

        hub.start();

        assertThat(inDefault(Project.class)).isNotNull();
        assertThat(inDefault(ComputeProfile.class)).isNotNull();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).untilAsserted(assertion);
    }

    private Project project() {
        return named(Project.class, namespace);
    }

    private <T extends HasMetadata> T named(Class<T> type, String name) {
        T found = client.resources(type).inNamespace(namespace).withName(name).get();
        assertThat(found).as("%s %s", type.getSimpleName(), name).isNotNull();
        return found;
    }

    private <T extends HasMetadata> T inDefault(Class<T> type) {
        return client.resources(type).inNamespace("default").withName("default").get();
    }
}
