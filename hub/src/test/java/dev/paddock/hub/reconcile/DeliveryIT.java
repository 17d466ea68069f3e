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
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.status.Conditions;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.ArtifactTags;
import dev.paddock.fleet.signing.SigningKeys;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.reconcile.environment.EnvironmentReconciler;
import dev.paddock.hub.reconcile.workloaddeployment.GpuReservations;
import dev.paddock.hub.reconcile.workloaddeployment.Publishing;
import dev.paddock.hub.reconcile.workloaddeployment.WorkloadDeploymentReconciler;
import dev.paddock.hub.reconcile.workloadprofile.WorkloadProfileReconciler;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final List<String> published = new CopyOnWriteArrayList<>();
    private final HubCache cache;
    private final Operator operator;

    DeliveryIT(TestCluster cluster) {
        this.client = cluster.client();
        this.project = cluster.namespace();
        this.spoke = "spoke-" + project;
        this.cache = new HubCache(client);
        this.operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withUseSSAToPatchPrimaryResource(true)
                .withCloseClientOnStop(false));
    }

    @AfterEach
    void stop() {
        operator.stop();
        cache.close();
        client.namespaces().withName(spoke).delete();
    }

    @Test
    void aDeploymentGoesFromProfileToReadyAndLeavesNothingBehind() {
        givenAFleet();
        start();
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
        assertThat(published).hasSize(1);

        String digest =
                String.valueOf(delivered.getStatus().artifacts().getFirst().digest());
        agentReports(digest);
        WorkloadDeployment ready =
                await().atMost(SOON).until(this::deployment, found -> isTrue(found, ConditionType.READY));
        assertThat(ready.getStatus().clusters())
                .singleElement()
                .satisfies(there -> assertThat(there.appliedDigest()).isEqualTo(digest));
        assertThat(published).as("nothing is sent twice").hasSize(1);

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

    private void start() {
        cache.start();
        operator.register(new EnvironmentReconciler(client, Clock.systemUTC()));
        operator.register(new WorkloadProfileReconciler(client, cache, Clock.systemUTC()));
        operator.register(new WorkloadDeploymentReconciler(
                client,
                Clock.systemUTC(),
                new Unlimited(),
                new Publishing() {
                    @Override
                    public Digest publish(ArtifactRepository repository, PackedArtifact artifact, ArtifactTags tags) {
                        return record(repository, artifact);
                    }

                    @Override
                    public String sign(ArtifactRepository repository, Digest digest) {
                        return new SigningKeys(client, "mural-system", new SecureRandom())
                                .current()
                                .shown()
                                .fingerprint();
                    }
                },
                () -> {},
                "test",
                step -> {}));
        operator.start();
    }

    private Digest record(ArtifactRepository repository, PackedArtifact artifact) {
        // The control plane is shared: what other tests of this run left there is reconciled too, and is not meant.
        if (repository.toString().contains(project)) {
            published.add(artifact.digest().value());
        }
        return artifact.digest();
    }

    private void givenAFleet() {
        namespace(spoke);
        namespace("mural-system");
        namespace("managed-cluster-set-global");
        for (String document :
                """
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
                """.replace("PROJECT", project).replace("SPOKE", spoke).split("---\n")) {
            GenericKubernetesResource object =
                    Serialization.unmarshal("---\n" + document, GenericKubernetesResource.class);
            client.resource(object).fieldManager("test").forceConflicts().serverSideApply();
        }
    }

    /** What the scheduler does. */
    private void scheduled(Placement placement) {
        String namespace = placement.getMetadata().getNamespace();
        String name = placement.getMetadata().getName();
        GenericKubernetesResource decision = Serialization.unmarshal(
                """
                ---
                apiVersion: cluster.open-cluster-management.io/v1beta1
                kind: PlacementDecision
                metadata: {name: NAME-decision-1, namespace: NAMESPACE, labels: {cluster.open-cluster-management.io/placement: NAME}}
                status: {decisions: [{clusterName: SPOKE, reason: ""}]}
                """.replace("NAMESPACE", namespace).replace("NAME", name).replace("SPOKE", spoke),
                GenericKubernetesResource.class);
        client.resource(decision).fieldManager("test").forceConflicts().serverSideApply();
        status(decision);
        status(Serialization.unmarshal(
                """
                ---
                apiVersion: cluster.open-cluster-management.io/v1beta1
                kind: Placement
                metadata: {name: NAME, namespace: NAMESPACE}
                status:
                  numberOfSelectedClusters: 1
                  conditions:
                  - {type: PlacementSatisfied, status: "True", reason: AllDecisionsScheduled, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}
                """.replace("NAMESPACE", namespace).replace("NAME", name), GenericKubernetesResource.class));
    }

    /** What the agent does. */
    private void agentReports(String digest) {
        status(Serialization.unmarshal(
                """
                ---
                apiVersion: mural.sh/v1beta1
                kind: Workload
                metadata: {name: PROJECT-web, namespace: SPOKE}
                status:
                  appliedDigest: DIGEST
                  lastReportTime: "TIME"
                  components: [{name: web, health: Healthy}]
                """.replace("PROJECT", project)
                        .replace("SPOKE", spoke)
                        .replace("DIGEST", digest)
                        .replace("TIME", Clock.systemUTC().instant().toString()),
                GenericKubernetesResource.class));
    }

    private void status(GenericKubernetesResource object) {
        client.resource(object)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("test-agent")
                        .withForce(true)
                        .build());
    }

    private void namespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .fieldManager("test")
                .serverSideApply();
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

    /** Grants everything. */
    private static final class Unlimited implements GpuReservations {
        @Override
        public Answer reserve(WorkloadDeployment deployment, Map<String, GpuDemand> demand) {
            return new Answer.Granted(Map.of());
        }

        @Override
        public void release(WorkloadDeployment deployment) {
            // holds nothing
        }
    }
}
