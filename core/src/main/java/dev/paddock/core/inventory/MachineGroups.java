// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.inventory;

import dev.paddock.api.common.Architecture;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.palette.ComputeStatus;
import dev.paddock.api.palette.ComputeStatus.MachineGroup;
import dev.paddock.api.palette.ComputeStatus.MachineState;
import dev.paddock.core.pool.Machine;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts machines of equal hardware and equal resource groups together, always in the same order. */
final class MachineGroups {
    private static final Comparator<Hardware> ORDER = Comparator.comparing((Hardware hardware) ->
                    hardware.gpu().map(Machine.Devices::family).orElse(""))
            .thenComparing(
                    hardware -> hardware.gpu().map(Machine.Devices::count).orElse(0))
            .thenComparing(
                    hardware -> hardware.gpu().map(Machine.Devices::memoryMiB).orElse(0))
            .thenComparing(Hardware::architecture)
            .thenComparing(Hardware::cpuCount)
            .thenComparing(Hardware::memoryMiB)
            .thenComparing(hardware -> hardware.resourceGroups().toString());

    private MachineGroups() {}

    private record Hardware(
            Architecture architecture,
            int cpuCount,
            int memoryMiB,
            Optional<Machine.Devices> gpu,
            SortedMap<String, String> resourceGroups) {
        static Hardware of(Machine machine) {
            return new Hardware(
                    machine.architecture(),
                    machine.cpuCount(),
                    machine.memoryMiB(),
                    machine.gpu(),
                    groupsOf(machine.labels()));
        }

        /** The product's own labels say what a machine is for, not where it stands. */
        private static SortedMap<String, String> groupsOf(Map<String, String> labels) {
            SortedMap<String, String> groups = new TreeMap<>(labels);
            groups.keySet().removeIf(key -> key.equals(Labels.PALETTE) || key.startsWith(Labels.PALETTE + "/"));
            return groups;
        }
    }

    static List<MachineGroup> of(Collection<Machine> machines) {
        SortedMap<Hardware, List<Machine>> groups = machines.stream()
                .collect(Collectors.groupingBy(Hardware::of, () -> new TreeMap<>(ORDER), Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue()))
                .toList();
    }

    private static MachineGroup group(Hardware hardware, List<Machine> machines) {
        SortedMap<String, ComputeStatus.Machine> byHost = new TreeMap<>();
        machines.forEach(machine -> byHost.put(
                machine.hostId(),
                new ComputeStatus.Machine(machine.state(), machine.cluster().isEmpty() ? null : machine.cluster())));
        return new MachineGroup(
                hardware.architecture(),
                hardware.cpuCount(),
                hardware.memoryMiB(),
                hardware.gpu()
                        .map(gpu -> new ComputeStatus.DeviceGroup(gpu.family(), gpu.count(), gpu.memoryMiB()))
                        .orElse(null),
                hardware.resourceGroups(),
                byHost.size(),
                Math.toIntExact(byHost.values().stream()
                        .filter(machine -> machine.state() == MachineState.AVAILABLE)
                        .count()),
                byHost,
                List.of());
    }
}
