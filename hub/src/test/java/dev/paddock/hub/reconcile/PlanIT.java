// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.plan.DeploymentPlan;
import dev.paddock.core.plan.ObjectChange;
import dev.paddock.core.plan.PlanExchange;
import dev.paddock.core.quota.Ledger;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.definition.HubDefinitions;
import dev.paddock.hub.fake.TestEngine;
import dev.paddock.hub.plan.PlanAccess;
import dev.paddock.hub.plan.PlanEndpoint;
import dev.paddock.hub.quota.DeploymentQuota;
import dev.paddock.hub.quota.TenancyLookup;
import dev.paddock.hub.reconcile.workloaddeployment.DeliveryPreview;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the hub answers about a change, and what it then does, against a real API server. */
@WithControlPlane
class PlanIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final String project;
    private final String spoke;
    private final DeliveryHub hub;
    private final HubCache cache;
    private final PlanEndpoint endpoint;

    PlanIT(TestCluster cluster) {
        this.client = cluster.client();
        this.project = cluster.namespace();
        this.spoke = "spoke-" + UUID.randomUUID().toString().substring(0, 8);
        this.hub = new DeliveryHub(client, project);
        this.cache = new HubCache(client);
        Ledger ledger = new Ledger();
        ledger.open(List.of());
        this.endpoint = new PlanEndpoint(
                new DeliveryPreview(
                        client,
                        TestEngine.workers(),
                        ReleaseRenderer.LEFT_TO_CONTROLLER,
                        new HubDefinitions(cache, TestEngine.builtIn()),
                        Clock.systemUTC(),
                        "test",
                        "salt"),
                new DeploymentQuota(cache, new TenancyLookup(cache), ledger),
                new PlanAccess(client),
                Clock.systemUTC());
    }

    @BeforeEach
    void aDeploymentThatIsDelivered() {
        cache.start();
        hub.shareWith(spoke);
        apply("""
            apiVersion: mural.sh/v1beta1
            kind: WorkloadProfile
            metadata: {name: web, namespace: PROJECT}
            spec:
              workload: {components: [{name: web, type: webservice, properties: {image: "example/web:1"}}]}
            ---
            apiVersion: mural.sh/v1beta1
            kind: WorkloadDeployment
            metadata: {name: follows, namespace: PROJECT, annotations: {app.oam.dev/autoUpdate: 'true'}}
            spec: {workloadProfileRef: {name: web}, environmentRef: {name: env}}
            ---
            apiVersion: mural.sh/v1beta1
            kind: WorkloadDeployment
            metadata: {name: stays, namespace: PROJECT}
            spec: {workloadProfileRef: {name: web}, environmentRef: {name: env}}
            """);
        hub.start();
        eventually(() -> {
            assertThat(told("follows")).isPresent();
            assertThat(told("stays")).isPresent();
        });
    }

    @AfterEach
    void stop() {
        hub.empty();
        hub.close();
        cache.close();
        client.resources(WorkloadProfile.class)
                .inNamespace(project)
                .withName("web")
                .delete();
        client.namespaces().withName(spoke).delete();
    }

    @Test
    void aChangedProfileIsPlannedForWhoFollowsAndThenDeliveredAsPlanned() throws IOException {
        JsonNode changed = profile("example/web:2");

        DeploymentPlan follows = plan(new PlanExchange.Question("follows", null, List.of(changed)));
        DeploymentPlan stays = plan(new PlanExchange.Question("stays", null, List.of(changed)));

        assertThat(follows.revisionNow()).isEqualTo("v0");
        assertThat(follows.revision()).isEqualTo("v1");
        assertThat(follows.notes()).isEmpty();
        assertThat(follows.clusters()).singleElement().satisfies(cluster -> {
            assertThat(cluster.cluster()).isEqualTo(spoke);
            assertThat(cluster.objects())
                    .filteredOn(object -> object.object().startsWith("Deployment "))
                    .singleElement()
                    .satisfies(object -> {
                        assertThat(object.action()).isEqualTo(ObjectChange.Action.change);
                        assertThat(object.fields())
                                .anySatisfy(field -> assertThat(field)
                                        .hasToString("~ spec.template.spec.containers[web].image: \"example/web:1\" -> "
                                                + "\"example/web:2\""));
                    });
        });
        assertThat(stays.clusters()).isEmpty();
        assertThat(stays.unchanged()).containsExactly(spoke);
        assertThat(revisions()).as("a plan stores nothing").isEqualTo("v0");

        apply("""
            apiVersion: mural.sh/v1beta1
            kind: WorkloadProfile
            metadata: {name: web, namespace: PROJECT}
            spec:
              workload: {components: [{name: web, type: webservice, properties: {image: "example/web:2"}}]}
            """);
        eventually(() -> assertThat(revisionOf("follows")).isEqualTo("v1"));

        DeploymentPlan after = plan(new PlanExchange.Question("follows", null, List.of()));
        assertThat(after.clusters()).isEmpty();
        assertThat(after.notes()).isEmpty();
        assertThat(after.result()).isEqualTo(follows.result());
        assertThat(after.inputs()).isNotEqualTo(follows.inputs());
    }

    @Test
    void aNewDeploymentIsPlannedWithoutBeingThere() throws IOException {
        ObjectNode asked = (ObjectNode) JSON.readTree("""
            {"apiVersion": "mural.sh/v1beta1", "kind": "WorkloadDeployment",
             "metadata": {"name": "new", "namespace": "PROJECT", "uid": "u", "generation": 1,
                          "creationTimestamp": "2026-01-01T00:00:00Z"},
             "spec": {"workloadProfileRef": {"name": "web"}, "environmentRef": {"name": "env"}}}
            """.replace("PROJECT", project));

        DeploymentPlan plan = plan(new PlanExchange.Question("new", asked, List.of()));

        assertThat(plan.stopped()).isEmpty();
        assertThat(plan.clusters())
                .singleElement()
                .satisfies(cluster -> assertThat(cluster.objects())
                        .allSatisfy(object -> assertThat(object.action()).isEqualTo(ObjectChange.Action.create)));
        assertThat(client.resources(WorkloadDeployment.class)
                        .inNamespace(project)
                        .withName("new")
                        .get())
                .isNull();

        ((ObjectNode) asked.path("spec")).putObject("environmentRef").put("name", "nowhere");
        assertThat(plan(new PlanExchange.Question("new", asked, List.of())).stopped())
                .contains("Environment " + project + "/nowhere does not exist");
    }

    @Test
    void onlyWhoMayReadTheDeploymentIsAnsweredAndOnlyInADryRun() throws IOException {
        PlanExchange.Question question = new PlanExchange.Question("follows", null, List.of());

        JsonNode stranger = ask(question, "stranger", "[]", true);
        assertThat(stranger.path("allowed").asBoolean()).isFalse();
        assertThat(stranger.at("/status/message").asText())
                .isEqualTo("stranger may not get workloaddeployments " + project + "/follows");
        assertThat(stranger.has("patch")).isFalse();

        JsonNode stored = ask(question, "admin", "[\"system:masters\"]", false);
        assertThat(stored.path("allowed").asBoolean()).isFalse();
        assertThat(stored.at("/status/message").asText()).contains("only created with dryRun=All");

        JsonNode nobody =
                ask(new PlanExchange.Question("nobody", null, List.of()), "admin", "[\"system:masters\"]", true);
        assertThat(nobody.at("/status/code").asInt()).isEqualTo(404);
    }

    private DeploymentPlan plan(PlanExchange.Question question) throws IOException {
        JsonNode response = ask(question, "admin", "[\"system:masters\"]", true);
        assertThat(response.path("allowed").asBoolean()).as(response.toString()).isTrue();
        JsonNode patch = JSON.readTree(
                new String(Base64.getDecoder().decode(response.path("patch").asText()), StandardCharsets.UTF_8));
        PlanExchange.Answer answer = JSON.readValue(patch.get(0).path("value").asText(), PlanExchange.Answer.class);
        return DeploymentPlan.of(
                project + "/" + question.name(), answer.delivered(), Optional.ofNullable(answer.now()), answer.then());
    }

    private JsonNode ask(PlanExchange.Question question, String user, String groups, boolean dryRun)
            throws IOException {
        ObjectNode review = JSON.createObjectNode();
        ObjectNode request = review.putObject("request");
        request.put("uid", "1").put("namespace", project).put("dryRun", dryRun);
        ObjectNode who = request.putObject("userInfo").put("username", user);
        who.set("groups", JSON.readTree(groups));
        request.putObject("object").putObject("data").put(PlanExchange.QUESTION, JSON.writeValueAsString(question));
        return JSON.readTree(endpoint.answer(JSON.writeValueAsBytes(review))).path("response");
    }

    /** As the API server's dry run would answer it. */
    private JsonNode profile(String image) {
        WorkloadProfile live = client.resources(WorkloadProfile.class)
                .inNamespace(project)
                .withName("web")
                .require();
        JsonNode changed = JSON.valueToTree(live);
        ((ObjectNode) changed.path("metadata"))
                .put("generation", live.getMetadata().getGeneration() + 1);
        ((ObjectNode) changed.at("/spec/workload/components/0/properties")).put("image", image);
        return changed;
    }

    private void apply(String yaml) {
        hub.apply(yaml.replace("SPOKE", spoke));
    }

    private Optional<Workload> told(String deployment) {
        return Optional.ofNullable(client.resources(Workload.class)
                        .inNamespace(spoke)
                        .withName(project + "-" + deployment)
                        .get())
                .filter(workload -> workload.getSpec().artifact() != null);
    }

    private String revisionOf(String deployment) {
        WorkloadDeploymentStatus status = client.resources(WorkloadDeployment.class)
                .inNamespace(project)
                .withName(deployment)
                .require()
                .getStatus();
        return status == null || status.workloadProfileRevision() == null ? "" : status.workloadProfileRevision();
    }

    private String revisions() {
        WorkloadProfile profile = client.resources(WorkloadProfile.class)
                .inNamespace(project)
                .withName("web")
                .require();
        return profile.getStatus() == null || profile.getStatus().latestRevision() == null
                ? ""
                : profile.getStatus().latestRevision().version();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(SOON).untilAsserted(assertion);
    }
}
