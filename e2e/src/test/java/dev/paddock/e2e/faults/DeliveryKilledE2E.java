// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.core.status.Conditions;
import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.TeamProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/**
 * The hub dies at every moment of publishing and of a rollout over three clusters, one after the other, first of a first delivery and then
 * of a change. Each death is that of a process, right after the effect and before its record.
 */
class DeliveryKilledE2E {
    private static final Duration TO_DIE = Duration.ofSeconds(120);
    private static final int CLUSTERS = 3;
    private static final int TOLD = 60;

    /** Two clusters of the rollout are told by hubs of their own, which die of it; whoever dies at Deliver may have told the third. */
    private static final List<String> MOMENTS =
            List.of("Plan", "Publish", "Sign", "TellWork", "Tell", "Tell", "Deliver");

    @Test
    void whatWasRenderedAndPublishedOnceIsDeliveredHoweverOftenTheHubDies() {
        // A fleet of its own: a failpoint fires for whichever delivery comes to it first.
        try (Fleet fleet = Fleet.up("deliverykilled", "--spokes", Integer.toString(CLUSTERS))) {
            TeamProject team = TeamProject.create(fleet, "deliverykilled", 4);
            team.apply("""
                    apiVersion: mural.sh/v1beta1
                    kind: Environment
                    metadata: {name: onebyone, namespace: NS}
                    spec:
                      topology:
                        type: topology-ocm
                        properties:
                          placement:
                            predicates:
                            - requiredClusterSelector: {labelSelector: {matchLabels: {palette.ai/mode: shared}}}
                          manifestWorkReplicaSet:
                            rolloutStrategy: {type: Progressive, progressive: {maxConcurrency: 1}}
                    """);
            dieAtEveryMoment(fleet, () -> team.apply("""
                    apiVersion: mural.sh/v1beta1
                    kind: WorkloadDeployment
                    metadata: {name: site, namespace: NS, annotations: {app.oam.dev/autoUpdate: "true"}}
                    spec:
                      workloadProfileRef: {name: notebook, namespace: NS}
                      environmentRef: {name: onebyone}
                    """));
            assertDelivered(fleet, team, "docker.io/library/notebook:1", 1);

            dieAtEveryMoment(
                    fleet,
                    () -> fleet.run(
                                    "kubectl",
                                    "patch",
                                    "workloadprofile/notebook",
                                    "-n",
                                    team.name(),
                                    "--type=json",
                                    "-p",
                                    "[{\"op\": \"replace\", \"path\": \"/spec/workload/components/0/properties/image\", "
                                            + "\"value\": \"docker.io/library/notebook:2\"}]")
                            .expect(0));
            assertDelivered(fleet, team, "docker.io/library/notebook:2", 2);
        }
    }

    private static void dieAtEveryMoment(Fleet fleet, Runnable request) {
        fleet.startHub("--failpoint", MOMENTS.getFirst());
        fleet.hubProcess().awaitReady();
        request.run();
        awaitDeath(fleet, MOMENTS.getFirst());
        for (String moment : MOMENTS.subList(1, MOMENTS.size())) {
            fleet.startHub("--failpoint", moment);
            awaitDeath(fleet, moment);
        }
        fleet.restartHub();
    }

    private static void awaitDeath(Fleet fleet, String moment) {
        try {
            await().atMost(TO_DIE).until(() -> !fleet.alive("hub"));
        } catch (ConditionTimeoutException alive) {
            List<String> said = log(fleet);
            throw new AssertionError(
                    "the hub does not die at %s; it says:%n%s"
                            .formatted(
                                    moment,
                                    String.join("\n", said.subList(Math.max(0, said.size() - TOLD), said.size()))),
                    alive);
        }
    }

    /** @param versions how many there have been, each of which was to be rendered once */
    private static void assertDelivered(Fleet fleet, TeamProject team, String image, int versions) {
        await(image + " everywhere").atMost(TO_DIE).untilAsserted(() -> {
            assertThat(Conditions.find(site(fleet, team).getStatus().conditions(), ConditionType.READY))
                    .hasValueSatisfying(ready ->
                            assertThat(ready.getStatus()).as(ready.getMessage()).isEqualTo("True"));
            assertThat(images(fleet, team)).containsExactly(image);
        });
        WorkloadDeployment site = site(fleet, team);
        assertThat(site.getStatus().artifacts()).hasSize(1);
        String digest = site.getStatus().artifacts().getFirst().digest();
        assertThat(site.getStatus().clusters())
                .hasSize(CLUSTERS)
                .allSatisfy(cluster -> assertThat(cluster.appliedDigest()).isEqualTo(digest));
        assertThat(workloads(fleet, team))
                .as("written once for each version")
                .hasSize(CLUSTERS)
                .allSatisfy(workload ->
                        assertThat(workload.getMetadata().getGeneration()).isEqualTo(versions));
        assertThat(renderings(fleet, team)).hasSize(versions);
    }

    private static WorkloadDeployment site(Fleet fleet, TeamProject team) {
        return fleet.hub()
                .resources(WorkloadDeployment.class)
                .inNamespace(team.name())
                .withName("site")
                .require();
    }

    private static List<Workload> workloads(Fleet fleet, TeamProject team) {
        return fleet.hub().resources(Workload.class).inAnyNamespace().list().getItems().stream()
                .filter(workload -> workload.getMetadata().getName().equals(team.name() + "-site"))
                .toList();
    }

    private static Set<String> images(Fleet fleet, TeamProject team) {
        return workloads(fleet, team).stream()
                .map(workload -> fleet.cluster(workload.getMetadata().getNamespace())
                        .apps()
                        .deployments()
                        .inNamespace(team.name() + "-site")
                        .withName("web")
                        .require()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every hub appends to the same log. */
    private static List<String> renderings(Fleet fleet, TeamProject team) {
        return log(fleet).stream()
                .filter(line -> line.contains("rendered deployment=" + team.name() + "/site "))
                .toList();
    }

    private static List<String> log(Fleet fleet) {
        try {
            return Files.readAllLines(fleet.home().resolve("logs").resolve("hub.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
