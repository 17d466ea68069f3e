// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformStatus;
import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.TeamProject;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Measures one running fleet through the hub's API, as a client sees it. */
final class FleetBench {
    private static final long PATIENCE_SECONDS = 300;
    private static final long SCALE_PATIENCE_MINUTES = 20;

    private final Fleet fleet;

    FleetBench(Fleet fleet) {
        this.fleet = fleet;
    }

    /** From the apply of a platform on a shared environment until its status says Running, one after the other. */
    Figure shared(int count) throws InterruptedException {
        TeamProject team = TeamProject.create(fleet, "bench-shared", 8);
        Durations durations = new Durations();
        for (int i = 0; i < count; i++) {
            durations.add(untilRunning(team, team.existing("site-" + i)));
        }
        return new Figure(
                "MLPlatform on a shared environment, apply to Running", durations.toString(), "p50 1.5 s, p99 4 s");
    }

    /** From the apply of a platform with a cluster of its own until its status says Running. */
    Figure dedicated(int count) throws InterruptedException {
        TeamProject team = TeamProject.create(fleet, "bench-dedicated", 8);
        Durations durations = new Durations();
        for (int i = 0; i < count; i++) {
            String name = "own-" + i;
            durations.add(untilRunning(team, team.dedicated(name, 4, "Delete")));
            team.delete(name).expect(0);
        }
        return new Figure("MLPlatform on a new dedicated cluster, apply to Running", durations.toString(), "15 s");
    }

    /** From the deletion of an applied object on the spoke until it is there again. */
    Figure drift(int count) throws InterruptedException {
        TeamProject team = TeamProject.create(fleet, "bench-drift", 8);
        team.apply(team.existing("site"));
        String cluster =
                team.awaitRunning("site").getStatus().clusters().getFirst().name();
        RollableScalableResource<Deployment> web = fleet.cluster(cluster)
                .apps()
                .deployments()
                .inNamespace("bench-drift-site")
                .withName("web");
        Durations durations = new Durations();
        for (int i = 0; i < count; i++) {
            String uid = web.get().getMetadata().getUid();
            long start = System.nanoTime();
            web.delete();
            web.waitUntilCondition(
                    now -> now != null && !now.getMetadata().getUid().equals(uid), PATIENCE_SECONDS, TimeUnit.SECONDS);
            durations.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return new Figure("an applied object deleted by hand is back", durations.toString(), "p99 2 s");
    }

    /** Many platforms at once: how long until the last one runs, and what the hub takes for it. */
    List<Figure> scale(int count) throws InterruptedException {
        TeamProject team = TeamProject.create(fleet, "bench-scale", 8);
        HubRequests counter = HubRequests.count(fleet);
        long requestsBefore = counter.total();
        CountDownLatch running = new CountDownLatch(count);
        long start = System.nanoTime();
        try (Watch watch = countRunning(team, running)) {
            for (int i = 0; i < count; i++) {
                create(team, team.existing("site-" + i));
            }
            if (!running.await(SCALE_PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(running.getCount() + " of " + count + " platforms do not run");
            }
        }
        Duration total = Duration.ofNanos(System.nanoTime() - start);
        long requests = counter.total() - requestsBefore;
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(count + " platforms, first apply to last Running", Durations.seconds(total), ""));
        figures.add(new Figure(
                "API requests of the hub per platform", String.format("%.1f", requests / (double) count), "25"));
        figures.addAll(HubMemory.of(fleet));
        // The last platform runs before its deployment has been looked at for the last time.
        Patience.awaitQuiet(
                "the hub's queues are empty", () -> HubCounters.of(fleet).reconciliations());
        figures.addAll(restart(count, counter));
        return figures;
    }

    /** A hub that starts finds everything as it left it: it looks at each object and has nothing to send. */
    private List<Figure> restart(int count, HubRequests counter) {
        fleet.hubProcess().stop();
        long requestsBefore = counter.total();
        long start = System.nanoTime();
        fleet.mend(); // returns when the hub leads
        Duration leads = Duration.ofNanos(System.nanoTime() - start);
        Patience.await(
                "the hub looks at every platform again",
                () -> HubCounters.of(fleet).reconciliations() >= count);
        Patience.awaitQuiet(
                "the hub's queues are empty", () -> HubCounters.of(fleet).reconciliations());
        HubCounters counters = HubCounters.of(fleet);
        long requests = counter.total() - requestsBefore;
        String after = "after a restart of the hub with " + count + " platforms: ";
        return List.of(
                new Figure(after + "until it leads", Durations.seconds(leads), ""),
                new Figure(after + "artifacts rendered", Long.toString(counters.renders()), "0"),
                new Figure(after + "artifacts published", Long.toString(counters.publishes()), "0"),
                new Figure(after + "API requests per platform", String.format("%.1f", requests / (double) count), ""));
    }

    private static Watch countRunning(TeamProject team, CountDownLatch running) {
        java.util.Set<String> seen = java.util.concurrent.ConcurrentHashMap.newKeySet();
        return team.fleet()
                .hub()
                .resources(MLPlatform.class)
                .inNamespace(team.name())
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, MLPlatform platform) {
                        if (isRunning().test(platform)
                                && seen.add(platform.getMetadata().getName())) {
                            running.countDown();
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        throw new IllegalStateException("the watch that counts was closed", cause);
                    }
                });
    }

    private Duration untilRunning(TeamProject team, String manifest) {
        long start = System.nanoTime();
        MLPlatform created = create(team, manifest);
        team.platform(created.getMetadata().getName())
                .waitUntilCondition(isRunning(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** By the API and not by the command: the start of a process is not what is measured here. */
    private static MLPlatform create(TeamProject team, String manifest) {
        KubernetesClient hub = team.fleet().hub();
        MLPlatform platform = Serialization.unmarshal(manifest.replace("NS", team.name()), MLPlatform.class);
        return hub.resource(platform).fieldManager("paddock-bench").serverSideApply();
    }

    private static Predicate<MLPlatform> isRunning() {
        return platform -> platform != null
                && platform.getStatus() != null
                && platform.getStatus().phase() == MLPlatformStatus.Phase.RUNNING;
    }
}
