// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.common.Architecture;
import dev.paddock.api.common.NameReference;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputeSpec;
import dev.paddock.api.palette.ComputeStatus;
import dev.paddock.api.palette.ComputeStatus.MachineGroup;
import dev.paddock.api.palette.ComputeStatus.MachineState;
import dev.paddock.core.pool.Machine;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InventoryDeciderTest {
    private static final Instant NOW = Instant.parse("2026-08-01T10:00:00Z");
    private static final Optional<Machine.Devices> EIGHT = Optional.of(new Machine.Devices("NVIDIA-A100", 8, 81_920));

    private final InventoryDecider decider = new InventoryDecider();

    @Test
    void machinesOfEqualHardwareAreOneGroup() {
        ComputeStatus status = status(
                compute(Map.of()),
                machine("gpu-2", EIGHT, Map.of("palette.ai", "true", "rack", "r7"), ""),
                machine("gpu-1", EIGHT, Map.of("palette.ai", "true", "rack", "r7"), "project-a-clearml"),
                machine("gpu-3", EIGHT, Map.of("palette.ai", "true", "rack", "r8"), ""));

        assertThat(status.controlPlaneCompute()).isEmpty();
        assertThat(status.workerCompute())
                .extracting(MachineGroup::resourceGroups)
                .containsExactly(Map.of("rack", "r7"), Map.of("rack", "r8"));
        assertThat(status.workerCompute().getFirst()).satisfies(group -> {
            assertThat(group.instances()).isEqualTo(2);
            assertThat(group.available()).isEqualTo(1);
            assertThat(group.gpu()).isEqualTo(new ComputeStatus.DeviceGroup("NVIDIA-A100", 8, 81_920));
            assertThat(group.machines())
                    .containsExactly(
                            Map.entry("gpu-1", new ComputeStatus.Machine(MachineState.IN_USE, "project-a-clearml")),
                            Map.entry("gpu-2", new ComputeStatus.Machine(MachineState.AVAILABLE, null)));
        });
        assertThat(status.lastPollTime()).isEqualTo("2026-08-01T10:00:00Z");
        assertThat(Conditions.isTrue(status.conditions(), ConditionType.READY)).isTrue();
    }

    @Test
    void aMachineForAnyRoleIsInBothLists() {
        ComputeStatus status = status(
                compute(Map.of()),
                machine("any-1", Optional.empty(), Map.of("palette.ai", "true", "palette.ai/role", "any"), ""));

        assertThat(status.controlPlaneCompute()).hasSize(1).isEqualTo(status.workerCompute());
    }

    @Test
    void withoutASelectorOnlyMachinesOfTheProductAreShown() {
        Machine foreign = machine("foreign", EIGHT, Map.of("rack", "r7"), "");

        assertThat(status(compute(Map.of()), foreign).workerCompute()).isEmpty();
        assertThat(status(compute(Map.of("rack", "r7")), foreign).workerCompute())
                .hasSize(1);
    }

    @Test
    void aLaterPollOfTheSameMachinesWritesNothing() {
        Compute compute = compute(Map.of());
        Machine machine = machine("gpu-1", EIGHT, Map.of("palette.ai", "true"), "");
        compute.setStatus(status(compute, machine));

        assertThat(decider.decide(compute, List.of(new Listing.Listed(List.of(machine))), NOW.plusSeconds(30)))
                .isEmpty();
    }

    @Test
    void theInventoryOfAProviderThatDoesNotAnswerStaysAsItWas() {
        Compute compute = compute(Map.of());
        ComputeStatus before = status(compute, machine("gpu-1", EIGHT, Map.of("palette.ai", "true"), ""));
        compute.setStatus(before);

        ComputeStatus status = decider.decide(
                        compute, List.of(new Listing.Failed("embedded", "the disk is full")), NOW.plusSeconds(30))
                .orElseThrow();

        assertThat(status.workerCompute()).isEqualTo(before.workerCompute());
        assertThat(status.lastPollTime()).isEqualTo(before.lastPollTime());
        assertThat(reachable(status).getReason()).isEqualTo("Unreachable");
        assertThat(reachable(status).getMessage()).isEqualTo("embedded: the disk is full");
    }

    @Test
    void aProviderTheHubDoesNotHaveIsNamed() {
        Compute compute = compute(Map.of());
        compute.setSpec(new ComputeSpec(null, new NameReference("aws"), Map.of()));

        ComputeStatus status = decider.decide(compute, List.of(), NOW).orElseThrow();

        assertThat(reachable(status).getReason()).isEqualTo("ProviderNotConfigured");
        assertThat(reachable(status).getMessage()).isEqualTo("this hub has no provider \"aws\"");
    }

    private ComputeStatus status(Compute compute, Machine... machines) {
        return decider.decide(compute, List.of(new Listing.Listed(List.of(machines))), NOW)
                .orElseThrow();
    }

    private static Compute compute(Map<String, String> selector) {
        Compute compute = new Compute();
        compute.setMetadata(new ObjectMetaBuilder()
                .withName("machines")
                .withNamespace("project-a")
                .withGeneration(1L)
                .build());
        compute.setSpec(new ComputeSpec(null, null, selector));
        return compute;
    }

    private static Machine machine(
            String host, Optional<Machine.Devices> gpu, Map<String, String> labels, String cluster) {
        return new Machine(
                host,
                Architecture.AMD64,
                64,
                524_288,
                gpu,
                labels,
                cluster.isEmpty() ? MachineState.AVAILABLE : MachineState.IN_USE,
                cluster);
    }

    private static Condition reachable(ComputeStatus status) {
        return Conditions.find(status.conditions(), ConditionType.PROVIDER_REACHABLE)
                .orElseThrow();
    }
}
