// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadProfileStatus;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.revision.Revisions;
import dev.paddock.core.status.Conditions;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.ArtifactTags;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.reconcile.workloaddeployment.GpuReservations;
import dev.paddock.hub.reconcile.workloaddeployment.WorkloadDeploymentReconciler;
import dev.paddock.hub.reconcile.workloadprofile.WorkloadProfileReconciler;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Revisions of a profile and the deployments that run them, against a real API server; the environment is played by the test. */
@WithControlPlane
class RevisionIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String project;
    private final String spoke;
    private final HubCache cache;
    private final Operator operator;
    private final Map<String, String> published = new ConcurrentHashMap<>();

    RevisionIT(TestCluster cluster) {
        this.client = cluster.client();
        this.project = cluster.namespace();
        this.spoke = "spoke-" + UUID.randomUUID().toString().substring(0, 8);
        this.cache = new HubCache(client);
        this.operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withUseSSAToPatchPrimaryResource(true)
                .withCloseClientOnStop(false));
    }

    @BeforeEach
    void start() {
        namespace(spoke);
        namespace("mural-system");
        apply("""
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
                apiVersion: cluster.open-cluster-management.io/v1
                kind: ManagedCluster
                metadata: {name: SPOKE, labels: {palette.ai/mode: shared}}
                spec: {hubAcceptsClient: true}
                ---
                apiVersion: mural.sh/v1beta1
                kind: Environment
                metadata: {name: env, namespace: PROJECT}
                spec: {topology: {type: topology-ocm, properties: {placement: {numberOfClusters: 1, clusterSets: [global]}}}}
                """);
        status("""
                apiVersion: mural.sh/v1beta1
                kind: Environment
                metadata: {name: env, namespace: PROJECT}
                status:
                  decisions: [{clusterName: SPOKE}]
                  conditions:
                  - {type: PlacementSatisfied, status: "True", reason: PlacementSatisfied, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}
                """);
        cache.start();
        operator.register(new WorkloadProfileReconciler(client, cache, Clock.systemUTC()));
        operator.register(new WorkloadDeploymentReconciler(
                client, Clock.systemUTC(), new Unlimited(), this::publish, () -> {}, "test", step -> {}));
        operator.start();
    }

    @AfterEach
    void stop() {
        client.resources(WorkloadDeployment.class).inNamespace(project).delete();
        await().atMost(SOON)
                .until(() -> client.resources(WorkloadDeployment.class)
                        .inNamespace(project)
                        .list()
                        .getItems()
                        .isEmpty());
        operator.stop();
        cache.close();
        // Its revisions stay, since nothing collects garbage here: the next test's profile of that name is another one.
        client.resources(WorkloadProfile.class)
                .inNamespace(project)
                .withName("web")
                .delete();
        client.namespaces().withName(spoke).delete();
    }

    @Test
    void eachSpecIsStoredOnceAndNeverChanges() {
        profile("1", "");
        eventually(() -> assertThat(latest()).isEqualTo("v0"));

        profile("2", "revisionNotes: a newer image");
        eventually(() -> assertThat(latest()).isEqualTo("v1"));

        profile("2", "revisionNotes: better words");
        eventually(() -> assertThat(profileStatus().observedGeneration()).isEqualTo(3));
        assertThat(versions()).containsExactly("v0", "v1");
        assertThat(Conditions.isTrue(profileStatus().conditions(), ConditionType.READY))
                .isTrue();

        profile("1", "");
        eventually(() -> assertThat(latest()).isEqualTo("v2"));
        assertThat(versions()).containsExactly("v0", "v1", "v2");
        assertThat(revision("wp-web-v2").getSpec().revisionHash())
                .isEqualTo(revision("wp-web-v0").getSpec().revisionHash());

        for (String change : List.of(
                "{\"spec\":{\"version\":\"v7\"}}",
                "{\"spec\":{\"workloadProfile\":{\"spec\":{\"workload\":{\"components\":[]}}}}}",
                "{\"spec\":{\"workloadProfile\":{\"labels\":{\"a\":\"b\"}}}}")) {
            assertThatThrownBy(() -> client.resources(DefinitionRevision.class)
                            .inNamespace(project)
                            .withName("wp-web-v0")
                            .patch(PatchContext.of(PatchType.JSON_MERGE), change))
                    .as(change)
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("field is immutable");
        }
    }

    @Test
    void aRevisionThatIsDeletedComesBackAsItWas() {
        profile("1", "");
        eventually(() -> assertThat(latest()).isEqualTo("v0"));
        DefinitionRevision before = revision("wp-web-v0");

        client.resource(before).delete();

        eventually(() -> {
            DefinitionRevision after = revision("wp-web-v0");
            assertThat(after.getMetadata().getUid())
                    .isNotEqualTo(before.getMetadata().getUid());
            assertThat(after.getSpec()).isEqualTo(before.getSpec());
        });
    }

    @Test
    void aDeploymentStaysOnItsRevisionUnlessItIsToFollow() {
        // In one breath: none may be rendered from a spec that is not stored.
        profile("1", "");
        deployment("stays", "", "");
        deployment("follows", "", ", annotations: {app.oam.dev/autoUpdate: 'true'}");
        deployment("pinned", ", revision: v0", "");
        deployment("early", ", revision: v1", "");
        List.of("stays", "follows", "pinned")
                .forEach(name -> eventually(() -> assertThat(revisionOf(name)).isEqualTo("v0")));
        eventually(() -> assertThat(rendered("early").getMessage())
                .isEqualTo(
                        "spec.workloadProfileRef.revision: Not found: \"v1\" (did you mean \"v0\"?); WorkloadProfile "
                                + project + "/web has v0"));
        assertThat(rendered("early").getReason()).isEqualTo("RevisionNotFound");

        profile("2", "");

        List.of("follows", "early")
                .forEach(name -> eventually(() -> assertThat(revisionOf(name)).isEqualTo("v1")));
        deployment("late", "", "");
        eventually(() -> assertThat(revisionOf("late")).isEqualTo("v1"));
        assertThat(published.get("follows")).contains("\"org.opencontainers.image.revision\":\"web@v1\"");

        // Whatever it is rendered anew for, it is rendered from what it had.
        apply("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: stays, namespace: PROJECT}
                spec: {workloadProfileRef: {name: web}, environmentRef: {name: env}, targetNamespace: PROJECT-elsewhere}
                """);
        eventually(() -> assertThat(deploymentStatus("stays").artifacts())
                .singleElement()
                .satisfies(artifact -> assertThat(artifact.tag()).startsWith("r2-")));
        assertThat(revisionOf("stays")).isEqualTo("v0");
        assertThat(published.get("stays")).contains("\"org.opencontainers.image.revision\":\"web@v0\"");

        deployment("pinned", "", "");
        eventually(() -> assertThat(revisionOf("pinned")).isEqualTo("v1"));
        deployment("stays", ", revision: v1", "");
        eventually(() -> assertThat(revisionOf("stays")).isEqualTo("v1"));
    }

    private Digest publish(ArtifactRepository repository, PackedArtifact artifact, ArtifactTags tags) {
        String url = repository.toString();
        // The control plane is shared: what other tests of this run left there is reconciled too, and is not meant.
        if (url.contains(project)) {
            published.put(
                    url.substring(url.lastIndexOf('/') + 1).replaceAll("[^a-z].*", ""),
                    new String(artifact.manifest(), StandardCharsets.UTF_8).replace(" ", ""));
        }
        return artifact.digest();
    }

    private void profile(String tag, String more) {
        apply("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata: {name: web, namespace: PROJECT}
                spec:
                  workload: {components: [{name: web, type: webservice, properties: {image: "example/web:TAG"}}]}
                  MORE
                """.replace("TAG", tag).replace("MORE", more));
    }

    private void deployment(String name, String reference, String metadata) {
        apply("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: NAME, namespace: PROJECTMETADATA}
                spec: {workloadProfileRef: {name: webREFERENCE}, environmentRef: {name: env}}
                """.replace("NAME", name).replace("METADATA", metadata).replace("REFERENCE", reference));
    }

    private void apply(String yaml) {
        for (String document : filled(yaml).split("---\n")) {
            GenericKubernetesResource object =
                    Serialization.unmarshal("---\n" + document, GenericKubernetesResource.class);
            client.resource(object).fieldManager("test").forceConflicts().serverSideApply();
        }
    }

    private void status(String yaml) {
        client.resource(Serialization.unmarshal("---\n" + filled(yaml), GenericKubernetesResource.class))
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("test-environment")
                        .withForce(true)
                        .build());
    }

    private String filled(String yaml) {
        return yaml.replace("PROJECT", project).replace("SPOKE", spoke);
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

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(SOON).untilAsserted(assertion);
    }

    private WorkloadProfileStatus profileStatus() {
        WorkloadProfileStatus status = client.resources(WorkloadProfile.class)
                .inNamespace(project)
                .withName("web")
                .require()
                .getStatus();
        assertThat(status).isNotNull();
        return status;
    }

    private String latest() {
        WorkloadProfileStatus.LatestRevision latest = profileStatus().latestRevision();
        return latest == null ? "" : latest.version();
    }

    private List<String> versions() {
        return Revisions.of(
                        "web",
                        client.resources(DefinitionRevision.class).inNamespace(project).list().getItems().stream())
                .stream()
                .map(revision -> revision.getSpec().version())
                .toList();
    }

    private DefinitionRevision revision(String name) {
        DefinitionRevision revision = client.resources(DefinitionRevision.class)
                .inNamespace(project)
                .withName(name)
                .get();
        assertThat(revision).as(name).isNotNull();
        return revision;
    }

    private WorkloadDeploymentStatus deploymentStatus(String name) {
        WorkloadDeploymentStatus status = client.resources(WorkloadDeployment.class)
                .inNamespace(project)
                .withName(name)
                .require()
                .getStatus();
        assertThat(status).as("status of %s", name).isNotNull();
        return status;
    }

    private String revisionOf(String name) {
        String revision = deploymentStatus(name).workloadProfileRevision();
        return revision == null ? "" : revision;
    }

    private Condition rendered(String name) {
        return Conditions.find(deploymentStatus(name).conditions(), ConditionType.RENDERED)
                .orElseThrow(AssertionError::new);
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
