// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.embedded.Progress;
import dev.paddock.embedded.process.ProcessStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** Ends every process of a state directory, those that use others first, and removes the state if asked to. */
final class FleetDown {
    /** Not virtual: a start blocks in file locks and class loading, and two pinned carriers are all a small machine has. */
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().name("fleet-", 1).factory();

    private final LocalFleet fleet;

    FleetDown(LocalFleet fleet) {
        this.fleet = fleet;
    }

    void run(boolean delete) {
        Instant began = fleet.machine().clock().instant();
        // The hub goes first: it would start again what it finds missing.
        fleet.report("hub process", Progress.State.STOPPING, "", began);
        fleet.hub().stop();
        fleet.report("hub process", Progress.State.STOPPED, "", began);
        inParallel(fleet.agents().list(), fleet.agents()::stop);
        inParallel(fleet.clusters().list(), name -> {
            if (delete) {
                fleet.clusters().delete(name);
            } else {
                fleet.clusters().stop(name);
            }
        });
        fleet.registry().stop();
        if (delete && HubCluster.isGiven(fleet)) {
            new GivenCluster(fleet).release();
        }
        // What no record above explains: of a cluster whose directory somebody removed by hand, for instance.
        inParallel(
                fleet.machine().processes().list().stream()
                        .map(ProcessStatus::id)
                        .toList(),
                id -> fleet.machine().processes().stop(id, Duration.ofSeconds(5)));
        fleet.report("registry", Progress.State.STOPPED, "", began);
    }

    private static void inParallel(List<String> names, Consumer<String> step) {
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            CompletableFuture.allOf(names.stream()
                            .map(name -> CompletableFuture.runAsync(() -> step.accept(name), executor))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
