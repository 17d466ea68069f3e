// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import dev.paddock.api.common.Architecture;
import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.ControlPlanePool;
import dev.paddock.api.common.Cpu;
import dev.paddock.api.common.Gpu;
import dev.paddock.api.common.Memory;
import dev.paddock.api.common.NodePool;
import dev.paddock.core.quota.GpuFamily;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which machines a cluster takes. Pools that ask for more choose first and each takes the smallest machines that will do,
 * so that a modest pool does not use up what only a greedy one needs; equal machines go by name, so the choice is the same
 * every time.
 */
public final class MachineSelection {
    /** The key of the control-plane nodes in a selection. */
    public static final String CONTROL_PLANE = "control-plane";

    private static final Comparator<Machine> SMALLEST = Comparator.<Machine, Integer>comparing(
                    machine -> machine.gpu().map(Machine.Devices::count).orElse(0))
            .thenComparing(Machine::cpuCount)
            .thenComparing(Machine::memoryMiB)
            .thenComparing(Machine::hostId);

    private MachineSelection() {}

    /** The outcome of a selection. */
    public sealed interface Outcome {
        /** Host ids by pool. */
        record Selected(SortedMap<String, List<String>> machines) implements Outcome {
            public Selected {
                machines = Collections.unmodifiableSortedMap(new TreeMap<>(machines));
            }
        }

        /** What is missing, one sentence for each pool. */
        record Insufficient(List<String> shortages) implements Outcome {
            public Insufficient {
                shortages = List.copyOf(shortages);
            }
        }
    }

    private record Wanted(
            String pool,
            boolean controlPlane,
            int nodes,
            Architecture architecture,
            int cpuCount,
            int memoryMiB,
            @Nullable Gpu gpu,
            Map<String, String> groups) {
        boolean fits(Machine machine) {
            return machine.architecture() == architecture
                    && (controlPlane ? machine.controlPlaneCandidate() : machine.workerCandidate())
                    && machine.cpuCount() >= cpuCount
                    && machine.memoryMiB() >= memoryMiB
                    && machine.labels().entrySet().containsAll(groups.entrySet())
                    && fitsDevices(machine);
        }

        private boolean fitsDevices(Machine machine) {
            if (gpu == null) {
                return true;
            }
            int deviceMemory = gpu.deviceMemoryMiB() == null ? 0 : gpu.deviceMemoryMiB();
            return machine.gpu()
                    .filter(devices -> devices.family().equals(GpuFamily.normalise(gpu.family()))
                            && devices.count() >= gpu.devices()
                            && devices.memoryMiB() >= deviceMemory)
                    .isPresent();
        }

        int devices() {
            return gpu == null ? 0 : gpu.devices();
        }

        String words() {
            List<String> parts = new ArrayList<>();
            parts.add(architecture.text());
            if (cpuCount > 0) {
                parts.add(cpuCount + " CPUs");
            }
            if (memoryMiB > 0) {
                parts.add(memoryMiB + " MiB");
            }
            if (gpu != null) {
                parts.add(gpu.devices() + " " + GpuFamily.normalise(gpu.family()));
            }
            groups.forEach((key, value) -> parts.add(key + "=" + value));
            return String.join(", ", parts);
        }
    }

    public static Outcome select(ClusterSpec cluster, String clusterKey, List<Machine> machines) {
        List<Machine> free = new ArrayList<>(
                machines.stream().filter(machine -> machine.freeFor(clusterKey)).toList());
        free.sort(SMALLEST);
        SortedMap<String, List<String>> chosen = new TreeMap<>();
        Map<String, String> shortages = new LinkedHashMap<>();
        for (Wanted wanted : wanted(cluster)) {
            List<Machine> taken =
                    free.stream().filter(wanted::fits).limit(wanted.nodes()).toList();
            if (taken.size() < wanted.nodes()) {
                shortages.put(
                        wanted.pool(),
                        "pool %s needs %d machines with %s, %d are free"
                                .formatted(wanted.pool(), wanted.nodes(), wanted.words(), taken.size()));
            }
            free.removeAll(taken);
            chosen.put(wanted.pool(), taken.stream().map(Machine::hostId).toList());
        }
        return shortages.isEmpty()
                ? new Outcome.Selected(chosen)
                : new Outcome.Insufficient(List.copyOf(shortages.values()));
    }

    private static List<Wanted> wanted(ClusterSpec cluster) {
        List<Wanted> wanted = new ArrayList<>();
        ControlPlanePool plane = cluster.controlPlanePool();
        if (plane != null) {
            wanted.add(new Wanted(
                    CONTROL_PLANE,
                    plane.gpu() == null,
                    plane.nodeCount(),
                    architecture(plane.architecture()),
                    cpus(plane.cpu()),
                    memory(plane.memory()),
                    plane.gpu(),
                    cluster.controlPlaneResourceGroups()));
        }
        for (NodePool pool : cluster.workerPools()) {
            wanted.add(new Wanted(
                    pool.name(),
                    false,
                    pool.wantedNodes(),
                    architecture(pool.architecture()),
                    cpus(pool.cpu()),
                    memory(pool.memory()),
                    pool.gpu(),
                    cluster.workerResourceGroups()));
        }
        wanted.sort(Comparator.comparing(Wanted::devices)
                .thenComparing(Wanted::cpuCount)
                .thenComparing(Wanted::memoryMiB)
                .reversed()
                .thenComparing(Wanted::pool));
        return wanted;
    }

    private static Architecture architecture(@Nullable Architecture written) {
        return written == null ? Architecture.AMD64 : written;
    }

    private static int cpus(@Nullable Cpu cpu) {
        return cpu == null || cpu.cpuCount() == null ? 0 : cpu.cpuCount();
    }

    private static int memory(@Nullable Memory memory) {
        Integer size = memory == null ? null : memory.mebibytes();
        return size == null ? 0 : size;
    }
}
