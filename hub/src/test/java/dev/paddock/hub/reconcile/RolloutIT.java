// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.core.render.RenderedClass;
import dev.paddock.core.status.Conditions;
import dev.paddock.embedded.Home;
import dev.paddock.hub.RenderingFiles;
import dev.paddock.hub.rendering.KeptRenderings;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rollout over twenty clusters, against a real API server. The clusters are simulated further than usual: their namespaces on the hub are
 * real, and what an agent would report is written by the test.
 */
@WithControlPlane
class RolloutIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CLUSTERS = 20;

    private final KubernetesClient client;
    private final String project;
    private final String prefix = "roll-" + UUID.randomUUID().toString().substring(0, 8);

    /** How often a hub found what it or its predecessor had rendered. */
    private final AtomicInteger found = new AtomicInteger();

    @TempDir
    Path folder;

    private DeliveryHub hub;

    RolloutIT(TestCluster cluster) {
        this.client = cluster.client();
        this.project = cluster.namespace();
    }

    @BeforeEach
    void start() {
        hub = new DeliveryHub(client, project, new Counted(new RenderingFiles(new Home(folder)), found));
        hub.namespace("mural-system");
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
                apiVersion: mural.sh/v1beta1
                kind: Environment
                metadata: {name: env, namespace: PROJECT}
                spec:
                  topology:
                    type: topology-ocm
                    properties:
                      placement: {clusterSets: [global]}
                      manifestWorkReplicaSet:
                        rolloutStrategy: {type: Progressive, progressive: {maxConcurrency: 4, maxFailures: "10%"}}
                """);
        for (String cluster : clusters()) {
            hub.namespace(cluster);
            hub.apply("""
                    apiVersion: cluster.open-cluster-management.io/v1
                    kind: ManagedCluster
                    metadata: {name: CLUSTER, labels: {palette.ai/mode: shared}}
                    spec: {hubAcceptsClient: true}
                    """.replace("CLUSTER", cluster));
        }
        String decisions =
                clusters().stream().map("{clusterName: %s}"::formatted).collect(Collectors.joining(", "));
        hub.status("""
                apiVersion: mural.sh/v1beta1
                kind: Environment
                metadata: {name: env, namespace: PROJECT}
                status:
                  decisions: [DECISIONS]
                  conditions:
                  - {type: PlacementSatisfied, status: "True", reason: PlacementSatisfied, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}
                """.replace("DECISIONS", decisions));
        hub.start();
    }

    @AfterEach
    void stop() {
        client.resources(WorkloadDeployment.class).inNamespace(project).delete();
        await().atMost(SOON).until(() -> deployment() == null);
        hub.close();
        for (String cluster : clusters()) {
            client.namespaces().withName(cluster).delete();
        }
    }

    @Test
    void aRolloutGoesInStepsStopsAtTheLimitAndResumesAfterTheFix() {
        profile("1");
        hub.apply("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: web, namespace: PROJECT, annotations: {app.oam.dev/autoUpdate: "true"}}
                spec: {workloadProfileRef: {name: web}, environmentRef: {name: env}}
                """);
        eventually(() -> assertThat(told(1)).hasSize(4));
        String first = digest(1);
        Set<String> pioneers = told(1);
        agentsReport(first, pioneers, Set.of());
        eventually(() -> assertThat(told(1)).hasSize(8).containsAll(pioneers));
        untilAll(first);
        eventually(
                () -> assertThat(condition(ConditionType.DELIVERED).getStatus()).isEqualTo("True"));
        assertThat(hub.renderings())
                .as("all steps of a rollout are one rendering")
                .isEqualTo(1);

        profile("2");
        eventually(() -> assertThat(told(2)).hasSize(4));
        String second = digest(2);
        Set<String> broken = new TreeSet<>(told(2));
        broken.remove(broken.iterator().next());
        agentsReport(second, told(2), broken);
        eventually(() -> assertThat(condition(ConditionType.DELIVERED))
                .extracting(Condition::getReason, Condition::getMessage)
                .containsExactly(
                        "RolloutHalted",
                        "3 failed, 2 allowed; 1/20 clusters done: "
                                + broken.stream()
                                        .map(cluster -> cluster + ": web is invalid")
                                        .collect(Collectors.joining("; "))));
        // Reports come one after the other: the success and the two failures that are allowed each let one more follow.
        Set<String> reached = told(2);
        assertThat(reached).as("the others keep what they have").hasSizeBetween(4, 7);

        found.set(0);
        restart();
        eventually(() ->
                assertThat(found).as("what its predecessor rendered is found").hasPositiveValue());
        assertThat(hub.renderings()).isZero();
        assertThat(told(2)).as("a hub that starts anew does not go on either").isEqualTo(reached);

        profile("3");
        eventually(() -> assertThat(told(3)).hasSize(4));
        untilAll(digest(3));
        eventually(() -> {
            assertThat(told(3)).hasSize(CLUSTERS);
            assertThat(condition(ConditionType.READY).getStatus()).isEqualTo("True");
        });
    }

    /** The agents of all clusters that are told do well, until there is nobody left to tell. */
    private void untilAll(String digest) {
        eventually(() -> {
            Set<String> told = toldDigest(digest);
            agentsReport(digest, told, Set.of());
            assertThat(told).hasSize(CLUSTERS);
        });
    }

    private void agentsReport(String digest, Set<String> clusters, Set<String> broken) {
        for (String cluster : clusters) {
            boolean refuses = broken.contains(cluster);
            Workload workload = workload(cluster);
            hub.status("""
                    apiVersion: mural.sh/v1beta1
                    kind: Workload
                    metadata: {name: PROJECT-web, namespace: CLUSTER}
                    status:
                      appliedDigest: DIGEST
                      lastReportTime: "TIME"
                      components: [{name: web, health: Healthy}]
                      conditions:
                      - {type: Applied, status: "STATUS", reason: REASON, message: "MESSAGE", lastTransitionTime: "TIME", observedGeneration: GENERATION}
                    """.replace("CLUSTER", cluster)
                    .replace("DIGEST", refuses ? "sha256:" + "0".repeat(64) : digest)
                    .replace("TIME", "2026-01-01T00:00:00Z")
                    .replace("STATUS", refuses ? "False" : "True")
                    .replace("REASON", refuses ? "ApplyFailed" : "Applied")
                    .replace("MESSAGE", refuses ? "web is invalid" : "")
                    .replace("GENERATION", String.valueOf(workload.getMetadata().getGeneration())));
        }
    }

    private void profile(String tag) {
        hub.apply("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata: {name: web, namespace: PROJECT}
                spec: {workload: {components: [{name: web, type: webservice, properties: {image: "example/web:TAG"}}]}}
                """.replace("TAG", tag));
    }

    private void restart() {
        hub.close();
        hub = new DeliveryHub(client, project, new Counted(new RenderingFiles(new Home(folder)), found));
        hub.start();
    }

    /** The digest of the n-th artifact, by what was told last. */
    private String digest(int version) {
        return told(version).stream()
                .findFirst()
                .map(this::toldTo)
                .orElseThrow(() -> new AssertionError("nobody was told version " + version));
    }

    /** Clusters whose Workload is of the image of that version. */
    private Set<String> told(int version) {
        return clusters().stream()
                .filter(cluster -> client.resources(Workload.class)
                                        .inNamespace(cluster)
                                        .withName(project + "-web")
                                        .get()
                                instanceof Workload there
                        && there.getSpec().workload() != null
                        && there.getSpec().workload().toString().contains("example/web:" + version))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> toldDigest(String digest) {
        return clusters().stream()
                .filter(cluster -> client.resources(Workload.class)
                                        .inNamespace(cluster)
                                        .withName(project + "-web")
                                        .get()
                                != null
                        && digest.equals(toldTo(cluster)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String toldTo(String cluster) {
        var artifact = workload(cluster).getSpec().artifact();
        return artifact == null ? "" : artifact.digest();
    }

    private Workload workload(String cluster) {
        return client.resources(Workload.class)
                .inNamespace(cluster)
                .withName(project + "-web")
                .require();
    }

    private Condition condition(ConditionType type) {
        WorkloadDeployment deployment = deployment();
        assertThat(deployment).isNotNull();
        assertThat(deployment.getStatus()).isNotNull();
        return Conditions.find(deployment.getStatus().conditions(), type).orElseThrow(AssertionError::new);
    }

    private @Nullable WorkloadDeployment deployment() {
        return client.resources(WorkloadDeployment.class)
                .inNamespace(project)
                .withName("web")
                .get();
    }

    private Set<String> clusters() {
        return IntStream.rangeClosed(1, CLUSTERS)
                .mapToObj(number -> "%s-%02d".formatted(prefix, number))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private record Counted(KeptRenderings kept, AtomicInteger found) implements KeptRenderings {
        @Override
        public Optional<List<RenderedClass>> find(String deployment, String from) {
            Optional<List<RenderedClass>> there = kept.find(deployment, from);
            if (there.isPresent()) {
                found.incrementAndGet();
            }
            return there;
        }

        @Override
        public void keep(String deployment, String from, List<RenderedClass> classes) {
            kept.keep(deployment, from, classes);
        }

        @Override
        public void drop(String deployment) {
            kept.drop(deployment);
        }
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(SOON).untilAsserted(assertion);
    }
}
