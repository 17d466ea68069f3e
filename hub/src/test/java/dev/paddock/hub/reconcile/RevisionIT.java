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
import dev.paddock.core.revision.Revisions;
import dev.paddock.core.status.Conditions;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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
    private final DeliveryHub hub;

    RevisionIT(TestCluster cluster) {
        this.client = cluster.client();
        this.project = cluster.namespace();
        this.spoke = "spoke-" + UUID.randomUUID().toString().substring(0, 8);
        this.hub = new DeliveryHub(client, project);
    }

    @BeforeEach
    void start() {
        hub.shareWith(spoke);
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.empty();
        hub.close();
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
        assertThat(published("follows")).contains("\"org.opencontainers.image.revision\":\"web@v1\"");

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
        assertThat(published("stays")).contains("\"org.opencontainers.image.revision\":\"web@v0\"");

        deployment("pinned", "", "");
        eventually(() -> assertThat(revisionOf("pinned")).isEqualTo("v1"));
        deployment("stays", ", revision: v1", "");
        eventually(() -> assertThat(revisionOf("stays")).isEqualTo("v1"));
    }

    /** The manifest of what was sent last for a deployment. */
    private String published(String deployment) {
        return hub.published().reversed().stream()
                .filter(sent -> sent.repository().endsWith("/" + deployment))
                .findFirst()
                .map(sent -> new String(sent.artifact().manifest(), StandardCharsets.UTF_8).replace(" ", ""))
                .orElse("nothing was published");
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
        hub.apply(yaml.replace("SPOKE", spoke));
    }

    private void status(String yaml) {
        hub.status(yaml.replace("SPOKE", spoke));
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
}
