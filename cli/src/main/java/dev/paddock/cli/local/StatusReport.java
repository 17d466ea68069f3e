// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.embedded.ClusterObservation;
import dev.paddock.embedded.ContainerNode;
import dev.paddock.embedded.SimulatedNodePool;
import dev.paddock.embedded.process.ProcessStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the fleet on this machine is, as data: what {@code paddock status} prints in whatever form. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatusReport(boolean up, List<Cluster> clusters, List<Process> processes) {

    /**
     * @param simulated whether its nodes are; where they run containers, their GPUs are simulated all the same
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cluster(
            String name,
            String health,
            String kubernetesVersion,
            int nodes,
            boolean simulated,
            Map<String, Integer> gpus,
            String agent,
            long memoryBytes) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Process(
            String name,
            String health,
            @Nullable Long pid,
            @Nullable Long uptimeSeconds,
            @Nullable Long memoryBytes,
            String log) {}

    static StatusReport of(LocalFleet fleet) {
        List<ProcessStatus> processes = fleet.machine().processes().list();
        List<Cluster> clusters = fleet.clusters().list().parallelStream()
                .flatMap(name -> fleet.clusters().observe(name).stream())
                .map(seen -> cluster(fleet, seen))
                .toList();
        boolean hubReady = fleet.hub().ready();
        if (HubCluster.isGiven(fleet)) {
            clusters = Stream.concat(Stream.of(given(fleet)), clusters.stream()).toList();
        }
        List<Process> shown = new ArrayList<>();
        processes.forEach(status -> shown.add(process(status, hubReady)));
        boolean up = hubReady
                && clusters.stream().allMatch(cluster -> cluster.health().equals("Ready"))
                && shown.stream().noneMatch(process -> process.health().equals("Dead"));
        return new StatusReport(up, clusters, shown);
    }

    private static Cluster given(LocalFleet fleet) {
        String version = new GivenCluster(fleet).version().orElse("");
        String health = version.isEmpty() ? "NotReady" : "Ready";
        return new Cluster(LocalFleet.HUB, health, version, 0, false, Map.of(), "-", 0);
    }

    private static Cluster cluster(LocalFleet fleet, ClusterObservation seen) {
        Map<String, Integer> gpus = new TreeMap<>();
        for (SimulatedNodePool pool : seen.record().spec().nodePools()) {
            if (pool.gpuFamily() != null) {
                gpus.merge(pool.gpuFamily(), pool.nodes() * pool.gpusPerNode(), Integer::sum);
            }
        }
        ContainerNode node = seen.record().spec().containerNode();
        if (node != null && node.gpuFamily() != null) {
            gpus.put(node.gpuFamily(), node.gpus());
        }
        long memory = seen.processes().stream()
                .mapToLong(status -> switch (status) {
                    case ProcessStatus.Running running -> running.memoryBytes();
                    case ProcessStatus.Dead dead -> 0;
                })
                .sum();
        return new Cluster(
                seen.name(),
                health(seen),
                seen.record().spec().kubernetesVersion(),
                seen.nodes(),
                seen.nodes() > 0 && !seen.containers(),
                gpus,
                agent(fleet, seen.name()),
                memory);
    }

    private static String health(ClusterObservation seen) {
        if (seen.ready()) {
            return "Ready";
        }
        return switch (seen.record().desired()) {
            case RUNNING -> "NotReady";
            case STOPPED -> "Stopped";
            case DELETED -> "Deleting";
        };
    }

    private static String agent(LocalFleet fleet, String cluster) {
        return fleet.agents()
                .observe(cluster)
                .map(status -> switch (status) {
                    case ProcessStatus.Running running -> "Running";
                    case ProcessStatus.Dead dead -> "Dead";
                })
                .orElse("-");
    }

    private static Process process(ProcessStatus status, boolean hubReady) {
        return switch (status) {
            case ProcessStatus.Running running ->
                new Process(
                        running.id(),
                        running.id().equals("hub") && !hubReady ? "NotReady" : "Running",
                        running.pid(),
                        running.uptime().toSeconds(),
                        running.memoryBytes(),
                        running.log().toString());
            case ProcessStatus.Dead dead ->
                new Process(dead.id(), "Dead", null, null, null, dead.log().toString());
        };
    }

    static String uptime(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + "d" + duration.toHoursPart() + "h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + "h" + duration.toMinutesPart() + "m";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + "m" + duration.toSecondsPart() + "s"
                : duration.toSeconds() + "s";
    }
}
