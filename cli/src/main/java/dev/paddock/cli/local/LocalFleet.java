// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.embedded.EmbeddedClusters;
import dev.paddock.embedded.FileLocks;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.program.AgentProcesses;
import dev.paddock.embedded.program.HubProcess;
import dev.paddock.embedded.program.JavaRuntime;
import dev.paddock.embedded.registry.Registry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Everything of one state directory that {@code up}, {@code down} and {@code status} deal with. */
record LocalFleet(
        LocalMachine machine,
        EmbeddedClusters clusters,
        Registry registry,
        HubProcess hub,
        AgentProcesses agents,
        Progress progress) {
    /** The cluster that the hub process keeps its objects in. */
    static final String HUB = "hub";

    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(20);

    static LocalFleet open(Map<String, String> environment, Clock clock, Progress progress) {
        LocalMachine machine = LocalMachine.from(environment, clock, progress);
        JavaRuntime java = JavaRuntime.ofThisProcess();
        return new LocalFleet(
                machine,
                machine.clusters(progress),
                machine.registry(),
                new HubProcess(machine, java),
                new AgentProcesses(machine, java),
                progress);
    }

    Home home() {
        return machine.home();
    }

    /** Clusters on record besides the hub: spokes of {@code up}, and those the hub has made. */
    List<String> spokes() {
        return clusters.list().stream().filter(name -> !name.equals(HUB)).toList();
    }

    /** Only one {@code up} or {@code down} at a time; a second one says whom it waits for. */
    FileLocks.Held lock(String purpose) {
        Instant began = machine.clock().instant();
        home().requireOwn();
        return machine.locks()
                .acquire(
                        home().root().resolve("lock"),
                        purpose,
                        LOCK_PATIENCE,
                        holder -> report("lock", Progress.State.WAITING, "held by " + holder, began));
    }

    void report(String subject, Progress.State state, String detail, Instant began) {
        progress.report(new Progress.Event(
                subject, state, detail, Duration.between(began, machine.clock().instant())));
    }
}
