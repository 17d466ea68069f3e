// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.status.Conditions;
import dev.paddock.testkit.cluster.OnCluster;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What policies say about single objects, carried out on a real API server. */
@WithControlPlane(controllers = true)
class ObjectPoliciesIT {

    private AgentFixture fixture;
    private Deliveries app;

    @BeforeEach
    void start(TestCluster hub, @OnCluster("spoke") TestCluster spoke, @TempDir Path directory) throws IOException {
        fixture = new AgentFixture(hub, spoke, directory);
        fixture.start();
        app = new Deliveries(fixture, "app");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void garbage_collect_says_when_an_object_goes() {
        String kept = map("kept", "1", gc("onAppDelete"));
        String forEver = map("for-ever", "1", gc("never"));
        mayDoEverything(app);
        deliver(app, map("alpha", "1", ""), map("plain", "1", ""), kept, forEver);

        deliver(app, map("alpha", "1", ""));

        within(20).until(() -> maps().withName("plain").get() == null);
        assertThat(maps().withName("kept").get()).isNotNull();
        assertThat(app.workload().getStatus().components())
                .extracting(WorkloadStatus.ComponentStatus::name)
                .containsExactly("alpha");
        within(10).untilAsserted(() -> assertThat(kustomizationNote()).contains("kept__ConfigMap"));
        withdrawFromNamespace();

        within(60).until(() -> maps().withName("kept").get() == null);
        within(60).until(() -> app.work() == null);
        assertThat(maps().withName("for-ever").get()).isNotNull();
        assertThat(maps().withName("alpha").get()).isNull();
    }

    @Test
    void garbage_collect_holds_when_the_folder_goes() {
        mayDoEverything(app);
        app.more = """
                - apiVersion: kustomize.toolkit.fluxcd.io/v1
                  kind: Kustomization
                  metadata: {name: DEPLOYMENT-p010, namespace: TARGET, LABELS}
                  spec: {interval: 10m, path: ./p010, prune: true, wait: true, timeout: 1m, serviceAccountName: paddock,
                    sourceRef: {kind: OCIRepository, name: DEPLOYMENT}}""";
        Map<String, String> files = app.objects(map("alpha", "1", ""));
        app.objects(map("kept", "1", gc("onAppDelete")), map("plain", "1", ""))
                .forEach((name, content) -> files.put(name.replace("p000/", "p010/"), content));
        app.deliver(fixture.publish(files));
        within(60)
                .until(() -> maps().withName("kept").get() != null
                        && maps().withName("plain").get() != null);
        within(60).untilAsserted(() -> assertThat(applied(app).getStatus()).isEqualTo("True"));

        app.more = "";
        deliver(app, map("alpha", "1", ""));

        within(60).until(() -> folder("p010") == null);
        assertThat(maps().withName("plain").get()).isNull();
        assertThat(maps().withName("kept").get().getMetadata().getLabels())
                .containsEntry("kustomize.toolkit.fluxcd.io/name", "app-p000");
        assertThat(kustomizationNote()).contains("kept__ConfigMap");
        withdrawFromNamespace();

        within(60).until(() -> maps().withName("kept").get() == null);
        within(60).until(() -> app.work() == null);
    }

    @Test
    void apply_once_leaves_a_field_or_a_whole_object_to_others() {
        String field = "policy.paddock.dev/apply-once: '{\"affect\":\"onStateKeep\",\"path\":[\"data.value\"]}'";
        String whole = "policy.paddock.dev/apply-once: '{\"affect\":\"onStateKeep\",\"path\":[\"*\"]}'";
        deliver(app, map("field", "1", field), map("whole", "1", whole), map("plain", "1", ""));

        for (String name : new String[] {"field", "whole", "plain"}) {
            maps().withName(name).patch(patch("rival"), "{\"data\": {\"value\": \"theirs\", \"other\": \"theirs\"}}");
        }

        within(10).until(() -> value("plain").equals("1"));
        within(10)
                .until(() -> "1".equals(maps().withName("field").get().getData().get("other")));
        assertThat(value("field")).isEqualTo("theirs");
        assertThat(value("whole")).isEqualTo("theirs");
        maps().withName("whole").delete();
        maps().withName("plain").delete();
        within(10).until(() -> maps().withName("plain").get() != null);
        assertThat(maps().withName("whole").get()).isNull();

        deliver(app, map("field", "2", field), map("whole", "2", whole), map("plain", "2", ""));

        within(20).until(() -> value("field").equals("2") && value("whole").equals("2"));
    }

    @Test
    void what_is_left_to_others_goes_by_what_was_said_last() {
        String always = "policy.paddock.dev/apply-once: '{\"affect\":\"always\",\"path\":[\"*\"]}',"
                + " kustomize.toolkit.fluxcd.io/ssa: IfNotPresent";
        String never = always + ", " + gc("never");
        deliver(app, map("alpha", "1", ""), map("kept", "1", always), map("freed", "1", never));
        deliver(app, map("alpha", "1", ""), map("kept", "2", never), map("freed", "2", always));
        assertThat(value("kept")).isEqualTo("1");
        assertThat(value("freed")).isEqualTo("1");

        deliver(app, map("alpha", "1", ""));

        within(20).until(() -> maps().withName("freed").get() == null);
        assertThat(maps().withName("kept").get()).isNotNull();
    }

    /** What was marked as ours before the policy came is no drift when others have it. */
    @Test
    void apply_once_can_come_with_a_later_version() {
        String left = "policy.paddock.dev/apply-once: '{\"affect\":\"onStateKeep\",\"path\":[\"*\"]}'";
        String always = "policy.paddock.dev/apply-once: '{\"affect\":\"always\",\"path\":[\"*\"]}',"
                + " kustomize.toolkit.fluxcd.io/ssa: IfNotPresent";
        deliver(app, map("plain", "1", ""), map("left", "1", ""), map("always", "1", ""));
        deliver(app, map("plain", "1", ""), map("left", "2", left), map("always", "2", always));
        assertThat(value("left")).isEqualTo("2");
        assertThat(value("always")).isEqualTo("1");

        // As often as would be a quarrel; what comes back after it was deleted shows that the changes were seen.
        for (int round = 0; round < 12; round++) {
            for (String name : new String[] {"left", "always"}) {
                maps().withName(name).patch(patch("rival"), "{\"data\": {\"value\": \"theirs " + round + "\"}}");
            }
            maps().withName("plain").delete();
            within(20).until(() -> maps().withName("plain").get() != null);
        }
        assertThat(value("left")).isEqualTo("theirs 11");
        assertThat(value("always")).isEqualTo("theirs 11");
        assertThat(kustomization().getStatus().conditions().toString()).doesNotContain("conflict");
        maps().withName("left").delete();
        maps().withName("plain").delete();
        within(20).until(() -> maps().withName("plain").get() != null);
        assertThat(maps().withName("left").get()).isNull();
    }

    @Test
    void read_only_looks_and_does_not_touch() {
        deliver(app, map("plain", "1", ""));
        maps().resource(plain("theirs")).create();
        deliver(app, map("plain", "1", ""), map("theirs", "ours", "kustomize.toolkit.fluxcd.io/reconcile: disabled"));

        ConfigMap theirs = maps().withName("theirs").get();
        assertThat(theirs.getData()).isEqualTo(Map.of("value", "theirs"));
        assertThat(theirs.getMetadata().getLabels()).isNullOrEmpty();
        within(20).until(() -> healthy().getStatus().equals("True"));

        maps().withName("theirs").delete();
        within(20).untilAsserted(() -> assertThat(healthy().getMessage()).contains("ConfigMap theirs"));
        assertThat(maps().withName("theirs").get()).isNull();
        maps().resource(plain("theirs")).create();
        within(20).until(() -> healthy().getStatus().equals("True"));
    }

    @Test
    void take_over_keeps_what_the_object_has() {
        deliver(app, map("plain", "1", ""));
        maps().resource(plain("theirs")).create();
        maps().withName("theirs").patch(patch("kubectl-edit"), "{\"data\": {\"more\": \"kept\"}}");

        deliver(app, map("plain", "1", ""), map("theirs", "ours", "kustomize.toolkit.fluxcd.io/ssa: Merge"));

        within(20).until(() -> value("theirs").equals("ours"));
        assertThat(maps().withName("theirs").get().getData()).containsEntry("more", "kept");
    }

    @Test
    void a_shared_object_goes_with_the_last_delivery_that_has_it() {
        Deliveries other = new Deliveries(fixture, "other");
        String common = fixture.spoke.getNamespace() + "-common";
        fixture.spoke
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(common)
                        .endMetadata()
                        .build())
                .create();
        String sharing = "policy.paddock.dev/shared-resource: 'true', kustomize.toolkit.fluxcd.io/prune: disabled";
        NonNamespaceOperation<ConfigMap, ?, Resource<ConfigMap>> shared =
                fixture.spoke.configMaps().inNamespace(common);
        mayDoEverything(app);
        deliver(app, in(common, map("shared", "of app", "")));
        mayDoEverything(other);

        other.deliver(fixture.publish(other.objects(of("other", in(common, map("shared", "of other", sharing))))));
        within(40)
                .untilAsserted(() -> assertThat(applied(other).getMessage())
                        .contains("ConfigMap/" + common
                                + "/shared belongs to deployment team/app, which is still here: give"
                                + " team/app the policy shared-resource for it too"));
        deliver(app, in(common, map("shared", "of app", sharing)));
        within(90).until(() -> applied(other).getStatus().equals("True"));

        assertThat(shared.withName("shared").get().getData()).containsEntry("value", "of app");
        assertThat(shared.withName("shared")
                        .get()
                        .getMetadata()
                        .getAnnotations()
                        .get("policy.paddock.dev/shared-by"))
                .isEqualTo(app.target + "/app-p000," + other.target + "/other-p000");
        String uid = shared.withName("shared").get().getMetadata().getUid();
        app.withdraw();

        within(60)
                .until(() -> "of other"
                        .equals(shared.withName("shared").get().getData().get("value")));
        assertThat(shared.withName("shared").get().getMetadata().getUid()).isEqualTo(uid);
        other.withdraw();
        within(60).until(() -> shared.withName("shared").get() == null);
    }

    @Test
    void resource_update_makes_anew_or_replaces() {
        String recreate = "policy.paddock.dev/resource-update: '{\"recreateFields\":[\"data.value\"]}'";
        String replace = "policy.paddock.dev/resource-update: '{\"op\":\"replace\"}'";
        String fixed = "\nimmutable: true\n";
        deliver(app, map("fixed", "1", recreate) + fixed, map("whole", "1", replace), map("plain", "1", ""));
        String uid = maps().withName("fixed").get().getMetadata().getUid();
        for (String name : new String[] {"whole", "plain"}) {
            maps().withName(name).patch(patch("rival"), "{\"data\": {\"more\": \"theirs\"}}");
        }

        deliver(app, map("fixed", "2", recreate) + fixed, map("whole", "2", replace), map("plain", "2", ""));

        within(20).until(() -> value("fixed").equals("2"));
        assertThat(maps().withName("fixed").get().getMetadata().getUid()).isNotEqualTo(uid);
        assertThat(maps().withName("whole").get().getData()).doesNotContainKey("more");
        assertThat(maps().withName("plain").get().getData()).containsEntry("more", "theirs");
    }

    /** What is deleted then is not deleted by the namespace. */
    private void withdrawFromNamespace() {
        app.deliver(
                fixture.publish(app.objects(map("alpha", "1", ""))),
                "",
                "deleteOption: {propagationPolicy: SelectivelyOrphan, selectivelyOrphans: {orphaningRules: [{group: \"\", resource: namespaces, name: TARGET}]}}"
                        .replace("TARGET", app.target));
        within(20).until(() -> app.work().getStatus() != null);
        app.withdraw();
    }

    /** Until it is applied. */
    private void deliver(Deliveries deployment, String... objects) {
        Digest digest = fixture.publish(deployment.objects(objects));
        deployment.deliver(digest);
        within(60)
                .untilAsserted(
                        () -> assertThat(deployment.workload().getStatus().appliedDigest())
                                .as("%s", applied(deployment))
                                .isEqualTo(digest.value()));
    }

    private static String map(String name, String value, String annotations) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s
                  namespace: NS
                  labels: {app.oam.dev/component: %s, app.oam.dev/name: app, app.oam.dev/namespace: team}
                  annotations: {%s}
                data: {value: "%s", other: "%s"}
                """.formatted(name, name, annotations, value, value);
    }

    private static String in(String namespace, String object) {
        return object.replace("namespace: NS", "namespace: " + namespace);
    }

    private static String of(String deployment, String object) {
        return object.replace("app.oam.dev/name: app", "app.oam.dev/name: " + deployment);
    }

    private static String gc(String strategy) {
        return "policy.paddock.dev/garbage-collect: " + strategy + ", kustomize.toolkit.fluxcd.io/prune: disabled";
    }

    private static ConfigMap plain(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(Map.of("value", "theirs"))
                .build();
    }

    private void mayDoEverything(Deliveries deployment) {
        fixture.spoke
                .resource(Serialization.unmarshal("""
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: all-TARGET}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                        subjects: [{kind: ServiceAccount, name: paddock, namespace: TARGET}]
                        """.replace("TARGET", deployment.target), ClusterRoleBinding.class))
                .create();
    }

    private String kustomizationNote() {
        return Objects.toString(kustomization().getMetadata().getAnnotations().get("policy.paddock.dev/kept"));
    }

    private Kustomization kustomization() {
        return Objects.requireNonNull(folder("p000"));
    }

    private @Nullable Kustomization folder(String name) {
        return fixture.spoke
                .resources(Kustomization.class)
                .inNamespace(app.target)
                .withName("app-" + name)
                .get();
    }

    private static PatchContext patch(String manager) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(manager)
                .build();
    }

    private NonNamespaceOperation<ConfigMap, ?, Resource<ConfigMap>> maps() {
        return fixture.spoke.configMaps().inNamespace(app.target);
    }

    private String value(String name) {
        return maps().withName(name).get().getData().getOrDefault("value", "");
    }

    private static Condition applied(Deliveries deployment) {
        return Conditions.find(deployment.workload().getStatus().conditions(), ConditionType.APPLIED)
                .orElseThrow();
    }

    private Condition healthy() {
        return Conditions.find(app.workload().getStatus().conditions(), ConditionType.HEALTHY)
                .orElseThrow();
    }

    private static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
