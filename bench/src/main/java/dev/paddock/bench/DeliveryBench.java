// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.core.status.Conditions;
import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.TeamProject;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long what was changed takes: on a spoke until it is put back, on the hub until many spokes have it. */
final class DeliveryBench {
    private static final long PATIENCE_SECONDS = 300;
    /** Changing one object more often than this within a minute is a quarrel, which is put back more rarely on purpose. */
    private static final int CHANGES_PER_OBJECT = 8;

    private final Fleet fleet;
    private final Clock clock;

    DeliveryBench(Fleet fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    /** From a change of a field on the spoke, by a manager that is not ours, until the field is as it was. */
    Figure driftOfFields(int count) throws InterruptedException {
        TeamProject team = TeamProject.create(fleet, "bench-fields", 8);
        int platforms = (count + CHANGES_PER_OBJECT - 1) / CHANGES_PER_OBJECT;
        List<RollableScalableResource<Deployment>> objects = new ArrayList<>();
        for (int i = 0; i < platforms; i++) {
            team.apply(team.existing("field-" + i));
            String cluster = team.awaitRunning("field-" + i)
                    .getStatus()
                    .clusters()
                    .getFirst()
                    .name();
            objects.add(fleet.cluster(cluster)
                    .apps()
                    .deployments()
                    .inNamespace("bench-fields-field-" + i)
                    .withName("web"));
        }
        Durations durations = new Durations();
        for (int i = 0; i < count; i++) {
            RollableScalableResource<Deployment> web = objects.get(i % platforms);
            String wanted = image(web.get());
            long start = System.nanoTime();
            web.patch(
                    new PatchContext.Builder()
                            .withPatchType(PatchType.STRATEGIC_MERGE)
                            .withFieldManager("bench-rival")
                            .build(),
                    "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"rival:%d\"}]}}}}"
                            .formatted(i));
            web.waitUntilCondition(now -> now != null && image(now).equals(wanted), PATIENCE_SECONDS, TimeUnit.SECONDS);
            durations.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return new Figure("a field changed by another manager is put back", durations.toString(), "p99 2 s");
    }

    /**
     * From the change of a deployment on the hub until each of many simulated spokes reports the new digest as applied.
     *
     * @param resting deployments whose memory is measured afterwards
     */
    List<Figure> pushToApplied(int count, int rounds, int resting) {
        TeamProject team = TeamProject.create(fleet, "bench-push", 8);
        KubernetesClient hub = fleet.hub();
        try (SimulatedSpokes spokes = SimulatedSpokes.join(hub, clock, count)) {
            team.apply("""
                    apiVersion: mural.sh/v1beta1
                    kind: Environment
                    metadata: {name: simulated, namespace: NS, labels: {palette.ai/mode: shared}}
                    spec:
                      topology:
                        type: topology-ocm
                        properties:
                          placement:
                            predicates:
                            - requiredClusterSelector: {labelSelector: {matchLabels: {LABEL: "true"}}}
                    """.replace("LABEL", SimulatedSpokes.LABEL));
            Map<String, String> before = new HashMap<>();
            Durations first = push(spokes, before, team, 0);
            HubRequests requests = HubRequests.count(fleet);
            long requestsBefore = requests.total();
            Durations each = new Durations();
            Durations last = new Durations();
            for (int round = 1; round <= rounds; round++) {
                Durations now = push(spokes, before, team, round);
                each.addAll(now);
                last.add(now.longest());
            }
            String on = " on " + count + " simulated spokes";
            List<Figure> figures = new ArrayList<>(List.of(
                    new Figure("a new digest, push to applied, each spoke" + on, each.toString(), "p99 3 s"),
                    new Figure("a new digest, push to applied, the last spoke" + on, last.toString(), ""),
                    new Figure(
                            "the first delivery after the start, push to applied, each spoke" + on,
                            first.toString(),
                            ""),
                    new Figure(
                            "requests of the hub for each spoke and new digest",
                            String.format(
                                    Locale.ROOT,
                                    "%.1f",
                                    (requests.total() - requestsBefore) / (double) (rounds * count)),
                            "")));
            figures.addAll(memoryAtRest(team, spokes, resting));
            return figures;
        }
    }

    /** @param before the digest that each spoke has; becomes what it has then */
    private Durations push(SimulatedSpokes spokes, Map<String, String> before, TeamProject team, int version) {
        spokes.renewLeases();
        long start = System.nanoTime();
        deploy(fleet.hub(), team.name(), version);
        Patience.await(
                "all simulated spokes have it",
                () -> haveNews(spokes, before, spokes.names().size()));
        Durations durations = new Durations();
        spokes.applied().forEach((spoke, applied) -> {
            before.put(spoke, applied.digest());
            durations.add(Duration.ofNanos(applied.atNanos() - start));
        });
        System.err.printf("push %d: last spoke after %s%n", version, Durations.seconds(durations.longest()));
        return durations;
    }

    /** What the hub's heap holds more of for each deployment that has arrived and rests, on one simulated spoke each. */
    private List<Figure> memoryAtRest(TeamProject team, SimulatedSpokes spokes, int count) {
        KubernetesClient hub = fleet.hub();
        long before = HubMemory.heapKibibytes(fleet);
        List<String> names = spokes.names();
        for (int i = 0; i < count; i++) {
            hub.resource(Serialization.unmarshal(
                            """
                            apiVersion: mural.sh/v1beta1
                            kind: WorkloadDeployment
                            metadata: {name: rest-%d, namespace: %s}
                            spec:
                              environmentRef: {name: simulated}
                              clusterNames: [%s]
                              workload:
                                components:
                                - {name: web, type: webservice, properties: {image: "docker.io/library/notebook:1", ports: [{port: 8888}]}}
                            """.formatted(i, team.name(), names.get(i % names.size())), WorkloadDeployment.class))
                    .create();
        }
        spokes.renewLeases();
        Patience.await(
                "all deployments rest",
                () -> hub.resources(WorkloadDeployment.class).inNamespace(team.name()).list().getItems().stream()
                                .filter(DeliveryBench::isReady)
                                .count()
                        > count);
        double each = (HubMemory.heapKibibytes(fleet) - before) / (double) count;
        return List.of(new Figure(
                "hub heap for each deployment at rest, over " + count,
                String.format(Locale.ROOT, "%.1f KiB", each),
                "10 KiB"));
    }

    private static boolean isReady(WorkloadDeployment deployment) {
        return deployment.getStatus() != null
                && Conditions.find(deployment.getStatus().conditions(), ConditionType.READY)
                        .filter(ready -> "True".equals(ready.getStatus()))
                        .isPresent();
    }

    private static boolean haveNews(SimulatedSpokes spokes, Map<String, String> before, int count) {
        Map<String, SimulatedSpokes.Applied> now = spokes.applied();
        return now.size() == count
                && now.entrySet().stream()
                        .noneMatch(spoke -> spoke.getValue().digest().equals(before.get(spoke.getKey())));
    }

    private static void deploy(KubernetesClient hub, String project, int round) {
        WorkloadDeployment deployment =
                Serialization.unmarshal("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: everywhere, namespace: %s}
                spec:
                  environmentRef: {name: simulated}
                  workload:
                    components:
                    - {name: web, type: webservice, properties: {image: "docker.io/library/notebook:%d", ports: [{port: 8888}]}}
                """.formatted(project, round), WorkloadDeployment.class);
        hub.resource(deployment).fieldManager("paddock-bench").forceConflicts().serverSideApply();
    }

    private static String image(Deployment deployment) {
        return deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }
}
