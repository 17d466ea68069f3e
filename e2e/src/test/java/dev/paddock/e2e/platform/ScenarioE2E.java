// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Step;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Scenario;
import dev.paddock.embedded.ClusterHandle;
import dev.paddock.embedded.ClusterSpec;
import dev.paddock.embedded.EmbeddedClusters;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.SimulatedNodePool;
import dev.paddock.testkit.fleet.CommandResult;
import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.SharedFleet;
import dev.paddock.testkit.fleet.TeamProject;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The four scenarios of the requirement table, from {@code apply} to Running, and what deletion leaves. */
@ExtendWith(SharedFleet.class)
class ScenarioE2E {
    @Test
    void aDedicatedPlatformGetsAClusterOfItsOwnThatGoesWithIt(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "dedicated", 4);
        team.apply(team.dedicated("one", 4, "Delete"));

        MLPlatform running = team.awaitRunning("one");

        String cluster = team.clusterOf("one");
        assertThat(running.getStatus().scenario()).isEqualTo(Scenario.NEW_DEDICATED);
        assertThat(running.getStatus().url()).isEqualTo("http://notebook.example");
        assertThat(running.getStatus().clusters()).singleElement().satisfies(it -> {
            assertThat(it.name()).isEqualTo(cluster);
            assertThat(it.appliedDigest()).startsWith("sha256:").isEqualTo(it.desiredDigest());
        });
        assertThat(steps(running))
                .containsSubsequence(
                        Step.ACCEPT,
                        Step.RESERVE_GPU,
                        Step.PROVISION_CLUSTER,
                        Step.REGISTER_SPOKE,
                        Step.PUBLISH,
                        Step.DELIVER,
                        Step.EXPOSE_URL);
        ManagedCluster joined = managedCluster(fleet, cluster);
        assertThat(joined.getMetadata().getLabels())
                .containsEntry(Labels.MODE, "dedicated")
                .containsEntry(Labels.ORIGIN, "pool");
        assertThat(fleet.cluster(cluster).nodes().list().getItems()).hasSizeGreaterThanOrEqualTo(1);
        assertThat(deployment(fleet, cluster, "dedicated-one", "web")
                        .getStatus()
                        .getReadyReplicas())
                .isEqualTo(1);

        fleet.forget(cluster);
        team.delete("one").expect(0);
        team.awaitGone("one");
        assertThat(managedCluster(fleet, cluster)).isNull();
        assertThat(fleet.home().resolve("clusters").resolve(cluster)).doesNotExist();
        assertThat(fleet.processes().list()).noneMatch(process -> process.id().contains(cluster));
    }

    @Test
    void anOrphanedClusterStaysRegisteredMarkedAndCounted(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "orphaned", 4);
        team.apply(team.dedicated("keep", 3, "Orphan"));
        team.awaitRunning("keep");
        String cluster = team.clusterOf("keep");

        team.delete("keep").expect(0);
        team.awaitGone("keep");

        assertThat(managedCluster(fleet, cluster).getMetadata().getLabels()).containsEntry(Labels.ORPHANED, "true");
        assertThat(deployment(fleet, cluster, "orphaned-keep", "web"))
                .as("what runs goes on running")
                .isNotNull();
        assertThat(team.tryApply(team.dedicated("more", 2, "Delete")).expect(4).all())
                .contains("family NVIDIA-A100, requested 2, used 3, limit 4");

        fleet.run("cluster", "release", cluster).expect(0);
        team.apply(team.dedicated("more", 2, "Delete"));
        team.awaitRunning("more");
        fleet.forget(cluster);
        team.delete("more").expect(0);
    }

    @Test
    void aNewSharedClusterIsKeptAndServesOthers(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "newshared", 8);
        team.apply(team.newShared("first", 4));
        MLPlatform running = team.awaitRunning("first");
        String cluster = running.getStatus().clusters().getFirst().name();

        assertThat(running.getStatus().scenario()).isEqualTo(Scenario.NEW_SHARED);
        assertThat(managedCluster(fleet, cluster).getMetadata().getLabels()).containsEntry(Labels.MODE, "shared");

        team.apply(team.existing("second").replace("{name: shared}", "{name: first}"));
        assertThat(team.awaitRunning("second").getStatus().clusters())
                .singleElement()
                .satisfies(it -> assertThat(it.name()).isEqualTo(cluster));

        team.delete("first").expect(0);
        team.awaitGone("first");
        assertThat(managedCluster(fleet, cluster)).isNotNull();
        assertThat(deployment(fleet, cluster, "newshared-first", "web"))
                .as("its own workload is gone")
                .isNull();
        assertThat(deployment(fleet, cluster, "newshared-second", "web"))
                .as("the neighbour is not touched")
                .isNotNull();
        team.delete("second").expect(0);
    }

    @Test
    void anExistingSharedEnvironmentTakesAPlatformInANamespaceOfItsOwn(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "existing", 4);
        team.apply(team.existing("guest"));

        MLPlatform running = team.awaitRunning("guest");

        String cluster = running.getStatus().clusters().getFirst().name();
        assertThat(running.getStatus().scenario()).isEqualTo(Scenario.EXISTING_SHARED);
        assertThat(cluster).isIn("spoke-1", "spoke-2");
        assertThat(deployment(fleet, cluster, "existing-guest", "web")).isNotNull();

        team.delete("guest").expect(0);
        team.awaitGone("guest");
        assertThat(fleet.cluster(cluster)
                        .namespaces()
                        .withName("existing-guest")
                        .get())
                .isNull();
    }

    @Test
    void aClusterThatIsBroughtAlongJoinsTakesAPlatformAndIsGivenBack(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "brought", 4);
        EmbeddedClusters clusters = fleet.machine().clusters(Progress.silent());
        ClusterHandle foreign = start(clusters, "foreign");
        join(fleet, "foreign", foreign).expect(0);
        assertThat(managedCluster(fleet, "foreign").getMetadata().getLabels()).containsEntry(Labels.ORIGIN, "byo");
        team.apply("""
                apiVersion: mural.sh/v1beta1
                kind: Environment
                metadata: {name: ours, namespace: NS, labels: {palette.ai/mode: shared}}
                spec:
                  topology:
                    type: topology-ocm
                    properties:
                      placement:
                        predicates:
                        - requiredClusterSelector: {labelSelector: {matchLabels: {palette.ai/origin: byo}}}
                """);

        team.apply(team.existing("home").replace("{name: shared}", "{name: ours}"));

        assertThat(team.awaitRunning("home").getStatus().scenario()).isEqualTo(Scenario.BRING_YOUR_OWN);
        assertThat(deployment(fleet, "foreign", "brought-home", "web")).isNotNull();
        team.delete("home").expect(0);
        fleet.run("cluster", "remove", "foreign").expect(0);
        assertThat(managedCluster(fleet, "foreign")).isNull();
        await("nothing of the agent is left")
                .atMost(Duration.ofSeconds(60))
                .until(() -> fleet.cluster("foreign")
                                .namespaces()
                                .withName("open-cluster-management-agent")
                                .get()
                        == null);
        fleet.forget("foreign");
        clusters.delete("foreign");
    }

    @Test
    void aClusterThatWasTakenOffJoinsAtOnceUnderAnotherName(Fleet fleet) {
        EmbeddedClusters clusters = fleet.machine().clusters(Progress.silent());
        ClusterHandle moving = start(clusters, "moving");
        join(fleet, "before", moving).expect(0);
        assertThat(join(fleet, "after", moving).expect(4).all())
                .contains("already joined as before", "paddock cluster remove before");

        fleet.run("cluster", "remove", "before").expect(0);
        assertThat(join(fleet, "after", moving).expect(0).all()).contains("joined and available");

        assertThat(managedCluster(fleet, "before")).isNull();
        fleet.run("cluster", "remove", "after").expect(0);
        assertThat(managedCluster(fleet, "after")).isNull();
        clusters.delete("moving");
    }

    private static ClusterHandle start(EmbeddedClusters clusters, String name) {
        return clusters.ensureRunning(
                name,
                new ClusterSpec(
                        clusters.kubernetesVersion(),
                        List.of(new SimulatedNodePool("any", 1, 8, 16384, null, 0, Map.of()))));
    }

    private static CommandResult join(Fleet fleet, String name, ClusterHandle cluster) {
        return fleet.run(
                "cluster", "join", name, "--kubeconfig", cluster.kubeconfig().toString(), "--mode", "shared");
    }

    private static List<Step> steps(MLPlatform platform) {
        return platform.getStatus().timeline().stream().map(TimelineEntry::step).toList();
    }

    private static ManagedCluster managedCluster(Fleet fleet, String name) {
        return fleet.hub().resources(ManagedCluster.class).withName(name).get();
    }

    private static Deployment deployment(Fleet fleet, String cluster, String namespace, String name) {
        return fleet.cluster(cluster)
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .get();
    }
}
