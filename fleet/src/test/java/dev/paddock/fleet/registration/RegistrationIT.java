// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec;
import dev.paddock.api.ocm.ManagedClusterSpec.Taint;
import dev.paddock.api.ocm.ManagedClusterStatus;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.fleet.StandIns;
import dev.paddock.fleet.contract.ContractConditions;
import dev.paddock.fleet.contract.StandInWriter;
import dev.paddock.fleet.join.BootstrapToken;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.oci.RegistrySecret;
import dev.paddock.fleet.signing.SigningKeys;
import dev.paddock.fleet.signing.SigningSecret;
import dev.paddock.fleet.signing.VerificationSecret;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A cluster's life on the hub, with an agent's own rights, against a real API server that signs certificates. */
@WithControlPlane(controllers = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private KubernetesClient hub;
    private StandIns standIns;
    private Operator operator;

    @BeforeAll
    void start(KubernetesClient client) throws IOException {
        hub = client;
        try (InputStream roles = Files.newInputStream(
                Path.of(System.getProperty("paddock.root")).resolve("deploy/install/30-bootstrap-role.yaml"))) {
            hub.load(roles).items().forEach(role -> hub.resource(role).serverSideApply());
        }
        hub.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(Namespaces.SYSTEM)
                        .endMetadata()
                        .build())
                .serverSideApply();
        hub.resource(new RegistrySecret()
                        .write(
                                Namespaces.SYSTEM,
                                "registry.example",
                                new RegistryAccess(new RegistryAccess.Credentials("u", "p"), "ca", false)))
                .serverSideApply();
        new SigningKeys(hub, Namespaces.SYSTEM, new SecureRandom()).current();
        standIns = new StandIns(hub, Clock.systemUTC(), new SecureRandom());
        standIns.install();
        operator = new Operator(overrider -> overrider.withKubernetesClient(hub).withCloseClientOnStop(false));
        standIns.reconcilers().forEach(reconciler -> operator.register(reconciler));
        operator.start();
    }

    @AfterAll
    void stop() {
        operator.stop();
        standIns.close();
    }

    @Test
    void anAgentJoinsWithATokenAndSeesOnlyItsOwn() {
        String bootstrap = tokens().issue("joins");
        try (KubernetesClient bearer = client(bootstrap)) {
            bearer.resource(cluster("joins", false)).create();
            TestIdentity identity = TestIdentity.create("joins");
            String request = bearer.resource(identity.request("joins"))
                    .create()
                    .getMetadata()
                    .getName();
            eventually(() -> hub.certificates()
                            .v1()
                            .certificateSigningRequests()
                            .withName(request)
                            .get()
                    != null);
            assertThat(certificate(request)).as("before acceptance").isEmpty();

            accept("joins", true);
            await().atMost(PATIENCE).until(() -> !certificate(request).isEmpty());
            try (KubernetesClient agent = client(identity.kubeconfig(hub.getConfiguration(), certificate(request)))) {
                agentMayWorkInItsNamespaceOnly(agent);
            }
        }
        delete("joins");
    }

    private void agentMayWorkInItsNamespaceOnly(KubernetesClient agent) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(agent.secrets()
                                .inNamespace("joins")
                                .withName(RegistrySecret.NAME)
                                .get())
                        .isNotNull());
        assertThat(agent.resources(ManagedCluster.class).withName("joins").get())
                .isNotNull();
        assertThat(agent.resources(ManifestWork.class)
                        .inNamespace("joins")
                        .list()
                        .getItems())
                .isEmpty();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(agent.secrets()
                                .inNamespace("joins")
                                .withName(VerificationSecret.NAME)
                                .get())
                        .isNotNull());
        forbidden(() -> agent.secrets()
                .inNamespace(Namespaces.SYSTEM)
                .withName(SigningSecret.NAME)
                .get());
        assertThat(hub.secrets()
                        .inNamespace("joins")
                        .withName(SigningSecret.NAME)
                        .get())
                .as("the private key stays where it is")
                .isNull();
        assertThat(agent.secrets().inNamespace("joins").list().getItems())
                .as("what was put there for it, and nothing else")
                .extracting(secret -> secret.getMetadata().getName())
                .containsExactlyInAnyOrder(RegistrySecret.NAME, VerificationSecret.NAME);
        forbidden(() -> agent.secrets().inNamespace("default").list());
        forbidden(() -> agent.secrets().inAnyNamespace().list());
        forbidden(() -> agent.secrets()
                .inNamespace(Namespaces.SYSTEM)
                .withName(RegistrySecret.NAME)
                .get());
        forbidden(() -> agent.resources(ManagedCluster.class).list());
        forbidden(
                () -> agent.resources(ManifestWork.class).inNamespace("default").list());
        forbidden(() -> agent.resources(ManagedCluster.class).withName("joins").delete());
    }

    @Test
    void aJoiningAgentMayNotAcceptItself() {
        try (KubernetesClient bearer = client(tokens().issue("self-made"))) {
            assertThatThrownBy(() -> bearer.resource(cluster("self-made", true)).create())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("spec.hubAcceptsClient: Forbidden: user \"system:bootstrap:");
        }
        tokens().revoke("self-made");
    }

    @Test
    void aTokenOfOneClusterGetsNoCertificateForAnother() {
        hub.resource(cluster("victim", true)).create();
        try (KubernetesClient bearer = client(tokens().issue("intruder"))) {
            String request = bearer.resource(TestIdentity.create("victim").request("victim"))
                    .create()
                    .getMetadata()
                    .getName();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(conditions(request))
                            .singleElement()
                            .satisfies(condition -> assertThat(condition)
                                    .startsWith("Denied: the bootstrap token was issued for cluster intruder")));
        }
        tokens().revoke("intruder");
        delete("victim");
    }

    @Test
    void aClusterThatFallsSilentIsDoubtedAndTaintedUntilItAnswersAgain() {
        hub.resource(cluster("silent", true)).create();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(taints("silent"))
                        .extracting(Taint::key)
                        .containsExactly(OcmNames.TAINT_UNREACHABLE));
        reportAvailable("silent");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(taints("silent")).isEmpty());

        lease("silent", ZonedDateTime.now(ZoneOffset.UTC).minusMinutes(6));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(condition("silent", OcmNames.CONDITION_AVAILABLE))
                    .hasFieldOrPropertyWithValue("status", "Unknown")
                    .hasFieldOrPropertyWithValue("reason", "ManagedClusterLeaseUpdateStopped");
            assertThat(taints("silent")).extracting(Taint::key).containsExactly(OcmNames.TAINT_UNREACHABLE);
        });

        lease("silent", ZonedDateTime.now(ZoneOffset.UTC));
        reportAvailable("silent");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(taints("silent")).isEmpty());
        delete("silent");
    }

    @Test
    void anAcceptanceThatIsWithdrawnTakesTheRightsAndSaysSo() {
        hub.resource(cluster("denied", true)).create();
        String role = "open-cluster-management:managedcluster:denied";
        eventually(() -> hub.rbac().clusterRoles().withName(role).get() != null);
        eventually(() -> "True"
                .equals(condition("denied", OcmNames.CONDITION_HUB_ACCEPTED).getStatus()));

        accept("denied", false);

        eventually(() -> hub.rbac().clusterRoles().withName(role).get() == null);
        eventually(() -> "HubClusterAdminDenied"
                .equals(condition("denied", OcmNames.CONDITION_HUB_ACCEPTED).getReason()));
        delete("denied");
    }

    @Test
    void removalWaitsForTheAgentUnlessItIsForced() {
        hub.resource(cluster("leaving", true)).create();
        eventually(() -> hub.namespaces().withName("leaving").get() != null);
        ManifestWork work = new ManifestWork();
        work.setMetadata(new ObjectMetaBuilder()
                .withNamespace("leaving")
                .withName("held")
                .withFinalizers(OcmNames.MANIFEST_WORK_FINALIZER)
                .build());
        hub.resource(work).create();

        hub.resources(ManagedCluster.class).withName("leaving").delete();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(condition("leaving", "Deleting").getMessage())
                        .contains("ManifestWork held"));

        ManagedCluster forced = cluster("leaving", true);
        forced.getMetadata().getAnnotations().put(Annotations.FORCE_DELETE, "true");
        hub.resource(forced).fieldManager("administrator").forceConflicts().serverSideApply();
        delete("leaving");
        assertThat(hub.namespaces().withName("leaving").get()).isNull();
        assertThat(hub.rbac()
                        .clusterRoles()
                        .withName("open-cluster-management:managedcluster:leaving")
                        .get())
                .isNull();
    }

    private BootstrapToken tokens() {
        return new BootstrapToken(hub, Clock.systemUTC(), new SecureRandom());
    }

    private void accept(String name, boolean accepted) {
        ManagedCluster patch = cluster(name, accepted);
        hub.resource(patch).fieldManager("administrator").forceConflicts().serverSideApply();
    }

    private void delete(String name) {
        hub.resources(ManagedCluster.class).withName(name).delete();
        eventually(() -> hub.resources(ManagedCluster.class).withName(name).get() == null);
    }

    private void reportAvailable(String name) {
        ManagedCluster report = new ManagedCluster();
        report.setMetadata(new ObjectMetaBuilder().withName(name).build());
        report.setStatus(new ManagedClusterStatus(
                List.of(new ConditionBuilder()
                        .withType(OcmNames.CONDITION_AVAILABLE)
                        .withStatus("True")
                        .withReason("ManagedClusterAvailable")
                        .withMessage("")
                        .withLastTransitionTime("2026-01-01T00:00:00Z")
                        .build()),
                Map.of(),
                Map.of(),
                null,
                List.of()));
        new StandInWriter(hub, "paddock-agent").applyStatus(report);
    }

    private void lease(String name, ZonedDateTime renewed) {
        eventually(() -> hub.namespaces().withName(name).get() != null);
        hub.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(name)
                        .withName(OcmNames.LEASE)
                        .endMetadata()
                        .withNewSpec()
                        .withRenewTime(renewed)
                        .endSpec()
                        .build())
                .serverSideApply();
    }

    private List<Taint> taints(String name) {
        return hub.resources(ManagedCluster.class)
                .withName(name)
                .get()
                .getSpec()
                .taints();
    }

    private Condition condition(String name, String type) {
        ManagedCluster cluster =
                hub.resources(ManagedCluster.class).withName(name).get();
        List<Condition> conditions =
                cluster.getStatus() == null ? List.of() : cluster.getStatus().conditions();
        return ContractConditions.find(conditions, type).orElseGet(Condition::new);
    }

    private String certificate(String request) {
        CertificateSigningRequest csr = hub.certificates()
                .v1()
                .certificateSigningRequests()
                .withName(request)
                .get();
        return csr.getStatus() == null || csr.getStatus().getCertificate() == null
                ? ""
                : csr.getStatus().getCertificate();
    }

    private List<String> conditions(String request) {
        return hub
                .certificates()
                .v1()
                .certificateSigningRequests()
                .withName(request)
                .get()
                .getStatus()
                .getConditions()
                .stream()
                .map(condition -> condition.getType() + ": " + condition.getMessage())
                .toList();
    }

    private static ManagedCluster cluster(String name, boolean accepted) {
        ManagedCluster cluster = new ManagedCluster();
        cluster.setMetadata(new ObjectMetaBuilder().withName(name).build());
        cluster.setSpec(new ManagedClusterSpec(List.of(), accepted, 60, List.of()));
        return cluster;
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
    }

    private static void forbidden(Callable<?> request) {
        assertThatThrownBy(request::call)
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("forbidden");
    }

    private static KubernetesClient client(String kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
    }
}
