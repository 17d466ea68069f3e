// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.embedded.ClusterHandle;
import dev.paddock.embedded.ClusterRecord;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.registry.RegistryEndpoint;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * Brings a fleet up: whatever is there is left alone, whatever is missing is started, in parallel as far as one thing does
 * not need the other. Every step may be cut off; running it again completes it.
 */
final class FleetUp {
    /** Not virtual: a start blocks in file locks and class loading, and two pinned carriers are all a small machine has. */
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().name("fleet-", 1).factory();

    private static final long FREE_BYTES = 1L << 30;

    private final LocalFleet fleet;
    private final HubCluster hubCluster;

    FleetUp(LocalFleet fleet) {
        this.fleet = fleet;
        this.hubCluster = HubCluster.of(fleet);
    }

    /** @param containers whether spokes that are yet to be made get nodes that run containers */
    void run(FleetRequest request, boolean containers) {
        fleet.home().requireFreeSpace(FREE_BYTES);
        request.write(fleet.home());
        fleet.machine().binaries().ensureAvailable();
        Spokes wanted = new Spokes(fleet, request.gpus(), containers);
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            CompletableFuture<RegistryEndpoint> registry = run(executor, this::startRegistry);
            CompletableFuture<ClusterHandle> apiServer = run(executor, hubCluster::ensureApiServer);
            CompletableFuture<Void> hub = apiServer.thenCombineAsync(registry, this::startHub, executor);
            CompletableFuture<SpokeJoin> joining =
                    hub.thenCombine(apiServer, (started, cluster) -> new SpokeJoin(fleet, cluster));
            List<CompletableFuture<Void>> spokes = new ArrayList<>();
            for (String name : request.spokeNames()) {
                spokes.add(starting(
                                executor,
                                registry,
                                wanted,
                                name,
                                () -> fleet.clusters().ensureRunning(name, wanted.spec(name)))
                        .thenAcceptBothAsync(
                                joining, (spoke, join) -> join.join(spoke, wanted.containers(name)), executor));
            }
            for (String name : others(request)) {
                spokes.add(starting(
                                executor,
                                registry,
                                wanted,
                                name,
                                () -> fleet.clusters().resume(name))
                        .thenAcceptBothAsync(joining, (spoke, join) -> join.resume(spoke), executor));
            }
            spokes.add(joining.thenAcceptAsync(this::resumeForeign, executor));
            spokes.add(apiServer.thenAcceptAsync(cluster -> hubCluster.ensureControllers(), executor));
            spokes.add(hub.thenRunAsync(this::awaitHub, executor));
            CompletableFuture.allOf(spokes.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static <T> CompletableFuture<T> run(ExecutorService executor, Supplier<T> step) {
        return CompletableFuture.supplyAsync(step, executor);
    }

    /** A node that runs containers pulls from the registry, so that has to be there first. */
    private static CompletableFuture<ClusterHandle> starting(
            ExecutorService executor,
            CompletableFuture<RegistryEndpoint> registry,
            Spokes wanted,
            String name,
            Supplier<ClusterHandle> step) {
        return wanted.containers(name)
                ? registry.thenApplyAsync(endpoint -> step.get(), executor)
                : run(executor, step);
    }

    /** Clusters the hub has made: they are on record here, so they come back with everything else. */
    private List<String> others(FleetRequest request) {
        return fleet.spokes().stream()
                .filter(name -> !request.spokeNames().contains(name))
                .filter(name -> fleet.clusters()
                        .record(name)
                        .filter(found -> found.desired() != ClusterRecord.Desired.DELETED)
                        .isPresent())
                .toList();
    }

    private RegistryEndpoint startRegistry() {
        Instant began = fleet.machine().clock().instant();
        fleet.report("registry", Progress.State.STARTING, "", began);
        RegistryEndpoint endpoint = fleet.registry().ensureRunning();
        fleet.report("registry", Progress.State.READY, endpoint.address(), began);
        return endpoint;
    }

    private Void startHub(ClusterHandle cluster, RegistryEndpoint registry) {
        Instant began = fleet.machine().clock().instant();
        install(cluster, registry, began);
        hubCluster.writeAccess(cluster, fleet.hub().kubeconfig());
        fleet.hub().listenOn(GivenCluster.addressTowards(cluster.server()));
        fleet.report("hub process", Progress.State.STARTING, "the program that evaluates definitions", began);
        fleet.machine().binaries().ensureAvailableForRendering();
        fleet.report("hub process", Progress.State.STARTING, "", began);
        fleet.hub().ensureStarted(List.of());
        return null;
    }

    /** Left out only where a hub is ready that this very build has installed: any doubt, and it is all applied again. */
    private void install(ClusterHandle cluster, RegistryEndpoint registry, Instant began) {
        Path installed = fleet.home().hub().resolve("installed");
        String fingerprint = HubInstall.fingerprint(registry);
        if (fleet.home().read(installed).filter(fingerprint::equals).isPresent()
                && fleet.hub().ready()) {
            return;
        }
        fleet.report("hub process", Progress.State.STARTING, "kinds, roles and settings", began);
        try (KubernetesClient client = client(cluster.kubeconfig())) {
            new HubInstall(client).apply(registry);
        }
        fleet.home().write(installed, fingerprint);
    }

    private void awaitHub() {
        Instant began = fleet.machine().clock().instant();
        fleet.hub().awaitReady();
        fleet.report("hub process", Progress.State.READY, fleet.hub().url(), began);
    }

    /** Agents of clusters that are not of this machine run here all the same. */
    private void resumeForeign(SpokeJoin join) {
        List<String> own = fleet.clusters().list();
        fleet.agents().list().stream().filter(name -> !own.contains(name)).forEach(join::resume);
    }

    static KubernetesClient client(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
