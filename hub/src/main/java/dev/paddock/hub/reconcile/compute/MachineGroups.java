// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.compute;

import dev.paddock.api.common.Architecture;
import dev.paddock.api.palette.ComputeStatus.DeviceGroup;
import dev.paddock.api.palette.ComputeStatus.MachineGroup;
import dev.paddock.api.palette.ComputeStatus.MachineState;
import dev.paddock.core.pool.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Machines in groups of equal hardware. One that may be either is listed in both roles. */
record MachineGroups(List<Machine> machines) {
    private record Hardware(
            Architecture architecture,
            int cpuCount,
            int memoryMiB,
            Optional<Machine.Devices> gpu,
            Map<String, String> labels) {}

    MachineGroups {
        machines = List.copyOf(machines);
    }

    List<MachineGroup> controlPlane() {
        return groups(Machine::controlPlaneCandidate);
    }

    List<MachineGroup> workers() {
        return groups(Machine::workerCandidate);
    }

    private List<MachineGroup> groups(Predicate<Machine> candidate) {
        Map<Hardware, List<Machine>> byHardware = new LinkedHashMap<>();
        machines.stream()
                .filter(candidate)
                .forEach(machine -> byHardware
                        .computeIfAbsent(
                                new Hardware(
                                        machine.architecture(),
                                        machine.cpuCount(),
                                        machine.memoryMiB(),
                                        machine.gpu(),
                                        machine.labels()),
                                hardware -> new ArrayList<>())
                        .add(machine));
        return byHardware.entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue()))
                .toList();
    }

    private static MachineGroup group(Hardware hardware, List<Machine> members) {
        Map<String, dev.paddock.api.palette.ComputeStatus.Machine> states = new TreeMap<>();
        members.forEach(machine -> states.put(
                machine.hostId(),
                new dev.paddock.api.palette.ComputeStatus.Machine(
                        machine.state(), machine.cluster().isEmpty() ? null : machine.cluster())));
        long available = members.stream()
                .filter(machine -> machine.state() == MachineState.AVAILABLE)
                .count();
        return new MachineGroup(
                hardware.architecture(),
                hardware.cpuCount(),
                hardware.memoryMiB(),
                hardware.gpu()
                        .map(gpu -> new DeviceGroup(gpu.family(), gpu.count(), gpu.memoryMiB()))
                        .orElse(null),
                hardware.labels(),
                members.size(),
                Math.toIntExact(available),
                states,
                List.of());
    }
}
