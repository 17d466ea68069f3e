// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.Placement;
import dev.paddock.core.status.Conditions;
import dev.paddock.hub.reconcile.environment.EnvironmentReconciler;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The environment and the delivery reconciler against a real API server; scheduler and agent are played by the test. */
@WithControlPlane
class DeliveryIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String project;
    private final String spoke;
    private final DeliveryHub hub;

    DeliveryIT(TestCluster cluster) {
        this.client = cluster.client();
        this.project = cluster.namespace();
        this.spoke = "spoke-" + project;
        this.hub = new DeliveryHub(client, project);
    }

    @AfterEach
    void stop() {
        hub.close();
        client.namespaces().withName(spoke).delete();
    }

    @Test
    void aDeploymentGoesFromProfileToReadyAndLeavesNothingBehind() {
        givenAFleet();
        hub.start(new EnvironmentReconciler(client, Clock.systemUTC()));
        Placement placement = await().atMost(SOON).until(this::placement, found -> found != null);
        scheduled(placement);

        WorkloadDeployment delivered =
                await().atMost(SOON).until(this::deployment, found -> isTrue(found, ConditionType.PUBLISHED));
        ManifestWork work = client.resources(ManifestWork.class)
                .inNamespace(spoke)
                .withName(project + "-web")
                .get();
        assertThat(work.getSpec().workload().manifests())
                .extracting(GenericKubernetesResource::getKind)
                .containsExactly(
                        "Namespace", "ServiceAccount", "Role", "RoleBinding", "OCIRepository", "Kustomization");
        assertThat(hub.published()).hasSize(1);

        String digest =
                String.valueOf(delivered.getStatus().artifacts().getFirst().digest());
        agentReports(digest);
        WorkloadDeployment ready =
                await().atMost(SOON).until(this::deployment, found -> isTrue(found, ConditionType.READY));
        assertThat(ready.getStatus().clusters())
                .singleElement()
                .satisfies(there -> assertThat(there.appliedDigest()).isEqualTo(digest));
        assertThat(hub.published()).as("nothing is sent twice").hasSize(1);

        client.resources(Environment.class).inNamespace(project).withName("env").delete();
        await().atMost(SOON).until(() -> isReason(environment(), "InUse"));
        client.resource(ready).delete();
        await().atMost(SOON).until(() -> deployment() == null && environment() == null);
        assertThat(client.resources(ManifestWork.class)
                        .inNamespace(spoke)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(client.resources(Workload.class).inNamespace(spoke).list().getItems())
                .isEmpty();
        assertThat(placement()).isNull();
    }

    private void givenAFleet() {
        hub.namespace(spoke);
        hub.namespace("mural-system");
        hub.namespace("managed-cluster-set-global");
        hub.apply("""
                apiVersion: palette.ai/v1alpha1
                kind: Project
                metadata: {name: PROJECT, namespace: PROJECT}
                spec: {tenantRef: {name: acme}, computeProfileRef: {name: p}}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: paddock-config, namespace: mural-system}
                data: {registry: "oci://registry.example:5000/paddock"}
                ---
                apiVersion: cluster.open-cluster-management.io/v1beta2
                kind: ManagedClusterSetBinding
                metadata: {name: global, namespace: managed-cluster-set-global}
                spec: {clusterSet: global}
                ---
                apiVersion: cluster.open-cluster-management.io/v1
                kind: ManagedCluster
                metadata: {name: SPOKE, labels: {palette.ai/mode: shared}}
                spec: {hubAcceptsClient: true}
                ---
                apiVersion: mural.sh/v1beta1
                kind: Environment
                metadata: {name: env, namespace: PROJECT}
                spec: {topology: {type: topology-ocm, properties: {placement: {numberOfClusters: 1, clusterSets: [global]}}}}
                ---
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata: {name: web, namespace: PROJECT}
                spec: {workload: {components: [{name: web, type: webservice, properties: {image: "example/web:1"}}]}}
                ---
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: web, namespace: PROJECT}
                spec: {workloadProfileRef: {name: web}, environmentRef: {name: env}}
                """.replace("SPOKE", spoke));
    }

    /** What the scheduler does. */
    private void scheduled(Placement placement) {
        String namespace = placement.getMetadata().getNamespace();
        String name = placement.getMetadata().getName();
        String decision =
                """
                apiVersion: cluster.open-cluster-management.io/v1beta1
                kind: PlacementDecision
                metadata: {name: NAME-decision-1, namespace: NAMESPACE, labels: {cluster.open-cluster-management.io/placement: NAME}}
                status: {decisions: [{clusterName: SPOKE, reason: ""}]}
                """.replace("NAMESPACE", namespace).replace("NAME", name).replace("SPOKE", spoke);
        hub.apply(decision);
        hub.status(decision);
        hub.status("""
                apiVersion: cluster.open-cluster-management.io/v1beta1
                kind: Placement
                metadata: {name: NAME, namespace: NAMESPACE}
                status:
                  numberOfSelectedClusters: 1
                  conditions:
                  - {type: PlacementSatisfied, status: "True", reason: AllDecisionsScheduled, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}
                """.replace("NAMESPACE", namespace).replace("NAME", name));
    }

    /** What the agent does. */
    private void agentReports(String digest) {
        hub.status("""
                apiVersion: mural.sh/v1beta1
                kind: Workload
                metadata: {name: PROJECT-web, namespace: SPOKE}
                status:
                  appliedDigest: DIGEST
                  lastReportTime: "TIME"
                  components: [{name: web, health: Healthy}]
                """.replace("SPOKE", spoke)
                .replace("DIGEST", digest)
                .replace("TIME", Clock.systemUTC().instant().toString()));
    }

    private @Nullable WorkloadDeployment deployment() {
        return client.resources(WorkloadDeployment.class)
                .inNamespace(project)
                .withName("web")
                .get();
    }

    private @Nullable Environment environment() {
        return client.resources(Environment.class)
                .inNamespace(project)
                .withName("env")
                .get();
    }

    private @Nullable Placement placement() {
        return client.resources(Placement.class).inNamespace("managed-cluster-set-global").list().getItems().stream()
                .filter(found ->
                        project.equals(found.getMetadata().getLabels().get("palette.ai/environment-namespace")))
                .findFirst()
                .orElse(null);
    }

    private static boolean isTrue(@Nullable WorkloadDeployment deployment, ConditionType type) {
        return deployment != null
                && deployment.getStatus() != null
                && Conditions.isTrue(deployment.getStatus().conditions(), type);
    }

    private static boolean isReason(@Nullable Environment environment, String reason) {
        return environment != null
                && environment.getStatus() != null
                && Conditions.find(environment.getStatus().conditions(), ConditionType.READY)
                        .filter(ready -> reason.equals(ready.getReason()))
                        .isPresent();
    }
}
