// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Health;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.status.Conditions;
import dev.paddock.testkit.cluster.OnCluster;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent applied on a real API server, beside people, autoscalers and rivals that write to the same objects. */
@WithControlPlane(controllers = true)
class OthersWriteTooIT {

    private static final String CONFIG_MAP = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: alpha, namespace: NS, labels: {app.oam.dev/component: alpha}, annotations: {ANNOTATIONS}}
            data: {value: "1"}
            """;
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: NS, labels: {app.oam.dev/component: web}}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "example/web:IMAGE"}]}
            """;
    private static final String AUTOSCALER = """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: web, namespace: NS, labels: {app.oam.dev/component: web}}
            spec: {minReplicas: 3, maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
            """;

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
    void puts_back_custom_and_cluster_scoped_objects() {
        String group = fixture.cluster.replaceAll("[^a-z0-9]", "") + ".example";
        String role = "reader-" + fixture.cluster;
        installWidgets(group);
        app.deliver(fixture.publish(app.objects("""
                apiVersion: %s/v1
                kind: Widget
                metadata: {name: one, namespace: NS, labels: {app.oam.dev/component: widget}}
                spec: {size: 3}
                """.formatted(group), """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: %s, labels: {app.oam.dev/component: role}}
                rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
                """.formatted(role))));
        mayDoEverything();
        within(60).untilAsserted(() -> assertThat(applied().getStatus()).isEqualTo("True"));
        Resource<GenericKubernetesResource> widget = widgets(group).withName("one");

        widget.patch(patch("rival"), "{\"spec\": {\"size\": 4}}");
        within(5).until(() -> size(widget.get()) == 3);
        widget.patch(patch("some-controller"), "{\"spec\": {\"more\": 1}}");
        widget.patch(patch("kubectl-edit"), "{\"spec\": {\"byHand\": 2}}");
        within(5).until(() -> !widget.get().getAdditionalProperties().toString().contains("byHand"));
        assertThat(widget.get().getAdditionalProperties().toString())
                .contains("more=1")
                .contains("size=3");
        widget.delete();
        within(5).until(() -> widget.get() != null);

        fixture.spoke.rbac().clusterRoles().withName(role).delete();
        within(5).until(() -> fixture.spoke.rbac().clusterRoles().withName(role).get() != null);
    }

    @Test
    void does_not_fight_an_autoscaler_for_the_replicas() {
        app.deliver(fixture.publish(app.objects(WEB.replace("IMAGE", "1"), AUTOSCALER)));
        within(90).until(() -> replicas() == 3);
        Digest next = fixture.publish(app.objects(WEB.replace("IMAGE", "2"), AUTOSCALER));

        app.deliver(next);

        within(30)
                .until(() -> web().getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage()
                        .endsWith(":2"));
        assertThat(replicas()).isEqualTo(3);
        assertThat(web().getMetadata().getManagedFields())
                .filteredOn(entry -> entry.getManager().equals("kustomize-controller"))
                .allSatisfy(entry -> assertThat(entry.getFieldsV1().toString()).doesNotContain("f:replicas"));
    }

    @Test
    void without_an_autoscaler_replicas_set_by_hand_are_put_back() {
        app.deliver(fixture.publish(app.objects(WEB.replace("IMAGE", "1"))));
        within(30).until(() -> web() != null && applied().getStatus().equals("True"));

        fixture.spoke
                .apps()
                .deployments()
                .inNamespace(app.target)
                .withName("web")
                .scale(4);

        within(5).until(() -> replicas() == 1);
    }

    @Test
    void names_who_keeps_changing_what_it_set() {
        app.deliver(fixture.publish(app.objects(CONFIG_MAP.replace("ANNOTATIONS", ""))));
        within(30).until(() -> applied().getStatus().equals("True"));

        for (int i = 0; i < 30 && !applied().getStatus().equals("False"); i++) {
            rival("rival", "theirs-" + i);
            within(35).until(() -> "1".equals(value()) || applied().getStatus().equals("False"));
        }

        within(30).untilAsserted(() -> {
            assertThat(applied().getReason()).isEqualTo("ApplyFailed");
            assertThat(applied().getMessage())
                    .contains("ConfigMap/" + app.target + "/alpha")
                    .contains("\"rival\" changes .data.value")
                    .contains("take the field out of the delivery or end the other writer");
        });
    }

    @Test
    void keeps_off_as_the_annotations_of_flux_say() {
        String annotation = "kustomize.toolkit.fluxcd.io/ssa: IfNotPresent";
        app.deliver(fixture.publish(app.objects(
                CONFIG_MAP.replace("ANNOTATIONS", annotation),
                CONFIG_MAP
                        .replace("ANNOTATIONS", "kustomize.toolkit.fluxcd.io/ssa: Merge")
                        .replace("alpha", "beta"))));
        within(30).until(() -> applied().getStatus().equals("True"));

        rival("rival", "theirs");
        maps().withName("beta").patch(patch("kubectl-edit"), "{\"data\": {\"value\": \"x\", \"mine\": \"kept\"}}");

        within(5).until(() -> "1".equals(maps().withName("beta").get().getData().get("value")));
        assertThat(maps().withName("beta").get().getData()).containsEntry("mine", "kept");
        assertThat(value()).isEqualTo("theirs");
        maps().withName("alpha").delete();
        within(5).until(() -> maps().withName("alpha").get() != null);
    }

    @Test
    void a_field_that_the_cluster_does_not_know_is_refused_or_left_out_as_asked() {
        Digest digest = fixture.publish(
                app.objects(WEB.replace("IMAGE", "1").replace("replicas: 1", "replicas: 1\n  replikas: 2")));
        app.deliver(digest);
        within(30).untilAsserted(() -> {
            assertThat(applied().getReason()).isEqualTo("ApplyFailed");
            assertThat(applied().getMessage())
                    .contains("Deployment/" + app.target + "/web: .spec.replikas: Invalid value")
                    .contains("rendering.mural.sh/field-validation: Warn");
        });
        app.kustomization = ", annotations: {rendering.mural.sh/field-validation: Warn}";

        app.deliver(digest);

        within(30).untilAsserted(() -> {
            assertThat(applied().getStatus()).as("%s", applied()).isEqualTo("True");
            assertThat(applied().getMessage())
                    .contains("warning: the cluster's schema does not have Deployment/" + app.target
                            + "/web .spec.replikas");
        });
    }

    @Test
    void warnings_about_what_came_of_an_object_are_told_until_it_is_well() {
        app.deliver(fixture.publish(app.objects(WEB.replace("IMAGE", "1"))));
        within(40).until(() -> replicaSet().isPresent());

        fixture.spoke
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: v1
                        kind: Event
                        metadata: {name: web.warning, namespace: %s}
                        type: Warning
                        reason: FailedMount
                        message: "cannot mount with password=hunter2"
                        lastTimestamp: "%s"
                        involvedObject: {apiVersion: apps/v1, kind: ReplicaSet, name: %s, namespace: %s}
                        """.formatted(
                                        app.target,
                                        java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                                        replicaSet().orElseThrow(),
                                        app.target),
                        io.fabric8.kubernetes.api.model.Event.class))
                .create();

        within(40)
                .untilAsserted(() -> assertThat(component("web"))
                        .hasValueSatisfying(web -> assertThat(web.message())
                                .contains("; warning: ")
                                .contains("FailedMount of ReplicaSet "
                                        + replicaSet().orElseThrow())
                                .contains("password=***")
                                .doesNotContain("hunter2")));
        app.deliver(fixture.publish(app.objects(WEB.replace("IMAGE", "1").replace("replicas: 1", "replicas: 0"))));
        within(40)
                .untilAsserted(() -> assertThat(component("web"))
                        .hasValueSatisfying(web -> assertThat(web.message()).isNull()));
    }

    @Test
    void a_definitions_own_word_decides() {
        app.health = "health: [{component: alpha, readyWhen: [{resource: output, expressions: "
                + "['${self.metadata.annotations.ready == \"yes\"}']}]}]";
        app.deliver(fixture.publish(app.objects(CONFIG_MAP.replace("ANNOTATIONS", ""))));
        within(40)
                .untilAsserted(() -> assertThat(component("alpha"))
                        .hasValueSatisfying(alpha -> assertThat(alpha.message())
                                .contains("not ready: self.metadata.annotations.ready == \"yes\" is not true yet")));

        maps().withName("alpha")
                .patch(patch("some-controller"), "{\"metadata\": {\"annotations\": {\"ready\": \"yes\"}}}");

        within(20)
                .untilAsserted(() -> assertThat(component("alpha"))
                        .hasValueSatisfying(alpha -> assertThat(alpha.health()).isEqualTo(Health.HEALTHY)));
    }

    private void rival(String manager, String value) {
        fixture.spoke
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(app.target)
                        .withName("alpha")
                        .endMetadata()
                        .withData(Map.of("value", value))
                        .build())
                .fieldManager(manager)
                .forceConflicts()
                .serverSideApply();
    }

    private void mayDoEverything() {
        fixture.spoke
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: all-%s}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                        subjects: [{kind: ServiceAccount, name: paddock, namespace: %s}]
                        """.formatted(app.target, app.target),
                        io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding.class))
                .create();
    }

    private void installWidgets(String group) {
        fixture.spoke
                .resource(Serialization.unmarshal("""
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata: {name: widgets.GROUP}
                        spec:
                          group: GROUP
                          scope: Namespaced
                          names: {plural: widgets, singular: widget, kind: Widget, listKind: WidgetList}
                          versions:
                          - name: v1
                            served: true
                            storage: true
                            schema:
                              openAPIV3Schema:
                                type: object
                                properties:
                                  spec: {type: object, properties: {size: {type: integer}, more: {type: integer}, byHand: {type: integer}}}
                        """.replace("GROUP", group), GenericKubernetesResource.class))
                .create();
    }

    private NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> widgets(
            String group) {
        return fixture.spoke
                .genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup(group)
                        .withVersion("v1")
                        .withKind("Widget")
                        .withPlural("widgets")
                        .withNamespaced(true)
                        .build())
                .inNamespace(app.target);
    }

    private static int size(GenericKubernetesResource widget) {
        return widget.get("spec", "size");
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

    private String value() {
        return maps().withName("alpha").get().getData().getOrDefault("value", "");
    }

    private Deployment web() {
        return fixture.spoke
                .apps()
                .deployments()
                .inNamespace(app.target)
                .withName("web")
                .get();
    }

    private int replicas() {
        return web().getSpec().getReplicas();
    }

    private Optional<String> replicaSet() {
        return fixture.spoke.apps().replicaSets().inNamespace(app.target).list().getItems().stream()
                .map(set -> set.getMetadata().getName())
                .findFirst();
    }

    private Condition applied() {
        return Conditions.find(app.workload().getStatus().conditions(), ConditionType.APPLIED)
                .orElseThrow();
    }

    private Optional<WorkloadStatus.ComponentStatus> component(String name) {
        return app.workload().getStatus().components().stream()
                .filter(component -> component.name().equals(name))
                .findFirst();
    }

    private static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
