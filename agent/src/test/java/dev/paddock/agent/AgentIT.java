// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.ocm.AppliedManifestWork;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.status.Conditions;
import dev.paddock.testkit.cluster.OnCluster;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One agent between two real control planes, from registration to a clean end, and through outages of either. */
@WithControlPlane(controllers = true)
class AgentIT {

    private AgentFixture fixture;

    @BeforeEach
    void start(TestCluster hub, @OnCluster("spoke") TestCluster spoke, @TempDir Path directory) throws IOException {
        fixture = new AgentFixture(hub, spoke, directory);
        fixture.start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void joins_with_an_identity_of_its_own_and_says_what_the_cluster_is() throws IOException {
        within(30).untilAsserted(() -> {
            ManagedCluster cluster = managedCluster();
            assertThat(cluster.getStatus()).isNotNull();
            assertThat(cluster.getStatus().conditions())
                    .filteredOn(condition -> "True".equals(condition.getStatus()))
                    .extracting(Condition::getType)
                    .contains(OcmNames.CONDITION_JOINED, OcmNames.CONDITION_AVAILABLE);
            assertThat(cluster.getStatus().clusterClaims())
                    .extracting(claim -> claim.name())
                    .contains("id.k8s.io", "kubeversion.open-cluster-management.io");
        });
        Path identity = fixture.directory.resolve("hub.kubeconfig");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity)))
                .isEqualTo("rw-------");
        Lease lease = fixture.hub
                .leases()
                .inNamespace(fixture.cluster)
                .withName(OcmNames.LEASE)
                .get();
        assertThat(lease.getSpec().getRenewTime()).isNotNull();
        within(15)
                .untilAsserted(() -> assertThat(fixture.hub
                                .leases()
                                .inNamespace(fixture.cluster)
                                .withName(OcmNames.LEASE)
                                .get()
                                .getSpec()
                                .getRenewTime())
                        .isAfter(lease.getSpec().getRenewTime()));
    }

    @Test
    void delivers_prunes_and_reports() {
        Deliveries app = new Deliveries(fixture, "app");
        Digest first = fixture.publish(app.configMaps("1", "alpha", "beta"));
        app.deliver(first);
        awaitReady(app, first);
        assertThat(configMap(app, "alpha").getMetadata().getLabels())
                .containsEntry("kustomize.toolkit.fluxcd.io/name", "app-p000")
                .containsEntry("kustomize.toolkit.fluxcd.io/namespace", app.target);
        assertThat(app.workload().getStatus().components())
                .extracting(WorkloadStatus.ComponentStatus::name)
                .containsExactlyInAnyOrder("alpha", "beta");

        Digest second = fixture.publish(app.configMaps("2", "alpha"));
        app.deliver(second);
        awaitReady(app, second);
        assertThat(configMap(app, "alpha").getData()).containsEntry("value", "2");
        within(10).until(() -> find(app, "beta").isEmpty());
    }

    @Test
    void puts_back_what_was_edited_or_deleted_by_hand_and_leaves_others_alone() {
        Deliveries app = new Deliveries(fixture, "app");
        Digest digest = fixture.publish(app.configMaps("1", "alpha"));
        app.deliver(digest);
        awaitReady(app, digest);

        fixture.spoke
                .configMaps()
                .inNamespace(app.target)
                .withName("alpha")
                .edit(live -> live.edit().addToData("value", "hacked").build());
        within(5)
                .untilAsserted(
                        () -> assertThat(configMap(app, "alpha").getData()).containsEntry("value", "1"));

        String uid = configMap(app, "alpha").getMetadata().getUid();
        fixture.spoke.configMaps().inNamespace(app.target).withName("alpha").delete();
        within(5)
                .until(() -> find(app, "alpha")
                        .filter(live -> !live.getMetadata().getUid().equals(uid))
                        .isPresent());

        fixture.spoke
                .configMaps()
                .inNamespace(app.target)
                .withName("alpha")
                .edit(live -> live.edit()
                        .editMetadata()
                        .addToAnnotations("mine", "kept")
                        .endMetadata()
                        .build());
        fixture.spoke.configMaps().inNamespace(app.target).withName("alpha").delete();
        within(5).until(() -> find(app, "alpha").isPresent());
    }

    @Test
    void a_change_of_fields_it_does_not_own_causes_no_apply() throws IOException {
        fixture.stop();
        Agent agent = fixture.start();
        Deliveries app = new Deliveries(fixture, "app");
        Digest digest = fixture.publish(app.configMaps("1", "alpha"));
        app.deliver(digest);
        awaitReady(app, digest);
        long applies = agent.applyCount();

        for (int i = 0; i < 5; i++) {
            String value = Integer.toString(i);
            fixture.spoke
                    .configMaps()
                    .inNamespace(app.target)
                    .withName("alpha")
                    .edit(live -> live.edit()
                            .editMetadata()
                            .addToAnnotations("seen", value)
                            .endMetadata()
                            .build());
        }
        // An edit that must be put back is the sign that all earlier events were handled.
        fixture.spoke
                .configMaps()
                .inNamespace(app.target)
                .withName("alpha")
                .edit(live -> live.edit().addToData("value", "hacked").build());
        within(5)
                .untilAsserted(
                        () -> assertThat(configMap(app, "alpha").getData()).containsEntry("value", "1"));

        assertThat(agent.applyCount()).isEqualTo(applies + 1);
        assertThat(configMap(app, "alpha").getMetadata().getAnnotations()).containsEntry("seen", "4");
    }

    @Test
    void a_work_that_is_deleted_leaves_nothing_behind() {
        Deliveries app = new Deliveries(fixture, "app");
        Digest digest = fixture.publish(app.configMaps("1", "alpha"));
        app.deliver(digest);
        awaitReady(app, digest);

        app.withdraw();

        within(40).until(() -> app.work() == null);
        within(40).until(() -> fixture.spoke.namespaces().withName(app.target).get() == null);
        assertThat(recordsOf("team-app")).isEmpty();
    }

    @Test
    void orphan_options_keep_objects_and_namespace() {
        Deliveries app = new Deliveries(fixture, "kept");
        Digest digest = fixture.publish(app.configMaps("1", "alpha"));
        app.deliver(
                digest,
                " deletionPolicy: Orphan,",
                "deleteOption: {propagationPolicy: SelectivelyOrphan, selectivelyOrphans: {orphaningRules: "
                        + "[{group: \"\", resource: namespaces, name: " + app.target + "}]}}");
        awaitReady(app, digest);

        app.withdraw();

        within(40).until(() -> app.work() == null);
        assertThat(find(app, "alpha")).isPresent();
        assertThat(fixture.spoke
                        .namespaces()
                        .withName(app.target)
                        .get()
                        .getMetadata()
                        .getOwnerReferences())
                .isEmpty();
        assertThat(fixture.spoke
                        .serviceAccounts()
                        .inNamespace(app.target)
                        .withName("paddock")
                        .get())
                .isNull();
    }

    @Test
    void works_on_while_the_hub_is_away_and_catches_up() {
        Deliveries app = new Deliveries(fixture, "app");
        Digest digest = fixture.publish(app.configMaps("1", "alpha"));
        app.deliver(digest);
        awaitReady(app, digest);

        fixture.hubRelay.cut();
        fixture.spoke.configMaps().inNamespace(app.target).withName("alpha").delete();
        within(5).until(() -> find(app, "alpha").isPresent());
        Digest next = fixture.publish(app.configMaps("2", "alpha"));
        app.deliver(next);
        fixture.hubRelay.restore();

        awaitReady(app, next);
        assertThat(configMap(app, "alpha").getData()).containsEntry("value", "2");
    }

    @Test
    void finds_what_changed_while_the_spoke_was_away() {
        Deliveries app = new Deliveries(fixture, "app");
        Digest digest = fixture.publish(app.configMaps("1", "alpha"));
        app.deliver(digest);
        awaitReady(app, digest);

        fixture.spokeRelay.cut();
        within(30)
                .untilAsserted(() -> assertThat(managedCluster().getStatus().conditions())
                        .filteredOn(condition -> OcmNames.CONDITION_AVAILABLE.equals(condition.getType()))
                        .extracting(Condition::getStatus)
                        .containsExactly("False"));
        fixture.spoke.configMaps().inNamespace(app.target).withName("alpha").delete();
        Digest next = fixture.publish(app.configMaps("2", "alpha", "beta"));
        app.deliver(next);
        fixture.spokeRelay.restore();

        awaitReady(app, next);
        assertThat(configMap(app, "alpha").getData()).containsEntry("value", "2");
        assertThat(find(app, "beta")).isPresent();
    }

    @Test
    void does_not_adopt_the_namespace_of_another_deployment() {
        Deliveries app = new Deliveries(fixture, "app");
        fixture.spoke
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(app.target)
                        .addToLabels("palette.ai/deployment", "other")
                        .endMetadata()
                        .build())
                .create();
        app.deliver(fixture.publish(app.configMaps("1", "alpha")));

        within(20)
                .untilAsserted(() -> assertThat(condition(app, ConditionType.APPLIED))
                        .hasValueSatisfying(applied -> {
                            assertThat(applied.getStatus()).isEqualTo("False");
                            assertThat(applied.getReason()).isEqualTo("NamespaceConflict");
                            assertThat(applied.getMessage()).contains("belongs to deployment other");
                        }));
        assertThat(fixture.spoke
                        .serviceAccounts()
                        .inNamespace(app.target)
                        .withName("paddock")
                        .get())
                .isNull();
        fixture.spoke.namespaces().withName(app.target).delete();
    }

    @Test
    void a_registry_that_is_down_is_waited_for() {
        Deliveries app = new Deliveries(fixture, "app");
        Digest digest = fixture.publish(app.configMaps("1", "alpha"));
        fixture.registry.down(true);
        app.deliver(digest);
        within(20)
                .untilAsserted(() -> assertThat(condition(app, ConditionType.APPLIED))
                        .hasValueSatisfying(
                                applied -> assertThat(applied.getMessage()).contains("registry is down")));

        fixture.registry.down(false);

        awaitReady(app, digest);
    }

    @Test
    void an_artifact_that_was_exchanged_is_refused_and_the_last_one_stays() {
        Deliveries app = new Deliveries(fixture, "app");
        Digest digest = fixture.publish(app.configMaps("1", "alpha"));
        app.deliver(digest);
        awaitReady(app, digest);
        Digest next = fixture.publish(app.configMaps("2", "alpha"));
        fixture.registry.exchange(next);

        app.deliver(next);

        within(20)
                .untilAsserted(() -> assertThat(condition(app, ConditionType.APPLIED))
                        .hasValueSatisfying(applied -> {
                            assertThat(applied.getStatus()).isEqualTo("False");
                            assertThat(applied.getReason()).isEqualTo("DigestMismatch");
                            assertThat(applied.getMessage()).contains("digest");
                        }));
        assertThat(configMap(app, "alpha").getData()).containsEntry("value", "1");
        assertThat(app.workload().getStatus().appliedDigest()).isEqualTo(digest.value());
    }

    @Test
    void a_new_process_finds_everything_again_and_changes_nothing() throws IOException {
        Deliveries app = new Deliveries(fixture, "app");
        Digest digest = fixture.publish(app.configMaps("1", "alpha"));
        app.deliver(digest);
        awaitReady(app, digest);
        fixture.stop();
        fixture.spoke.configMaps().inNamespace(app.target).withName("alpha").delete();
        Map<String, String> before = versions(app);

        fixture.start();

        within(20).until(() -> find(app, "alpha").isPresent());
        assertThat(versions(app)).isEqualTo(before);
    }

    private Map<String, String> versions(Deliveries app) {
        return Map.of(
                "account",
                fixture.spoke
                        .serviceAccounts()
                        .inNamespace(app.target)
                        .withName("paddock")
                        .get()
                        .getMetadata()
                        .getResourceVersion(),
                "role",
                fixture.spoke
                        .rbac()
                        .roles()
                        .inNamespace(app.target)
                        .withName("paddock")
                        .get()
                        .getMetadata()
                        .getResourceVersion());
    }

    private void awaitReady(Deliveries app, Digest digest) {
        within(30).untilAsserted(() -> {
            Workload workload = app.workload();
            assertThat(workload.getStatus()).isNotNull();
            assertThat(condition(app, ConditionType.READY))
                    .hasValueSatisfying(ready -> assertThat(ready.getStatus())
                            .as("%s", workload.getStatus())
                            .isEqualTo("True"));
            assertThat(workload.getStatus().appliedDigest()).isEqualTo(digest.value());
        });
        within(10)
                .untilAsserted(() -> assertThat(app.work().getStatus().conditions())
                        .filteredOn(condition -> "True".equals(condition.getStatus()))
                        .extracting(Condition::getType)
                        .contains(OcmNames.CONDITION_WORK_APPLIED, OcmNames.CONDITION_WORK_AVAILABLE));
    }

    private static Optional<Condition> condition(Deliveries app, ConditionType type) {
        WorkloadStatus status = app.workload().getStatus();
        return status == null ? Optional.empty() : Conditions.find(status.conditions(), type);
    }

    private List<AppliedManifestWork> recordsOf(String work) {
        return fixture.spoke.resources(AppliedManifestWork.class).list().getItems().stream()
                .filter(record -> record.getSpec().manifestWorkName().equals(work))
                .toList();
    }

    private ManagedCluster managedCluster() {
        return fixture.hub
                .resources(ManagedCluster.class)
                .withName(fixture.cluster)
                .get();
    }

    private ConfigMap configMap(Deliveries app, String name) {
        return find(app, name).orElseThrow(() -> new AssertionError("no ConfigMap " + name));
    }

    private Optional<ConfigMap> find(Deliveries app, String name) {
        return Optional.ofNullable(fixture.spoke
                .configMaps()
                .inNamespace(app.target)
                .withName(name)
                .get());
    }

    private static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
