// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.common.Architecture;
import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.ControlPlanePool;
import dev.paddock.api.common.Cpu;
import dev.paddock.api.common.Gpu;
import dev.paddock.api.common.NodePool;
import dev.paddock.api.palette.ComputeStatus.MachineState;
import dev.paddock.core.pool.MachineSelection.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineSelectionTest {
    private static final List<Machine> MACHINES = List.of(
            machine("host-1", 16, 0, ""),
            machine("host-2", 64, 0, ""),
            machine("gpu-4", 64, 4, ""),
            machine("gpu-8", 64, 8, ""),
            machine("gpu-taken", 64, 8, "other"));

    @Test
    void aPoolTakesTheSmallestMachineThatWillDo() {
        assertThat(select(cluster(pool("gpu", 1, 4))))
                .isEqualTo(new Outcome.Selected(new java.util.TreeMap<>(
                        Map.of(MachineSelection.CONTROL_PLANE, List.of("host-1"), "gpu", List.of("gpu-4")))));
    }

    @Test
    void thePoolThatAsksForMoreChoosesFirst() {
        Outcome outcome = select(cluster(pool("a-small", 1, 2), pool("b-large", 1, 8)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Selected.class,
                        selected -> assertThat(selected.machines())
                                .containsEntry("b-large", List.of("gpu-8"))
                                .containsEntry("a-small", List.of("gpu-4")));
    }

    @Test
    void aShortageSaysWhatIsMissingAndHowMuchIsFree() {
        Outcome outcome = select(cluster(pool("gpu", 2, 8)));

        assertThat(outcome)
                .isEqualTo(new Outcome.Insufficient(
                        List.of("pool gpu needs 2 machines with AMD64, 8 NVIDIA-A100, 1 are free")));
    }

    @Test
    void aMachineInUseIsFreeForTheClusterThatHasIt() {
        Outcome outcome = MachineSelection.select(cluster(pool("gpu", 2, 8)), "other", MACHINES);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Selected.class,
                        selected ->
                                assertThat(selected.machines()).containsEntry("gpu", List.of("gpu-8", "gpu-taken")));
    }

    @Test
    void theFamilyOfARequestIsComparedInItsNormalSpelling() {
        NodePool spelled = new NodePool(
                "gpu",
                1,
                null,
                null,
                null,
                null,
                new Cpu(32),
                null,
                new Gpu("nvidia a100-SXM4-80GB", 8, null, null, null, null),
                Map.of(),
                Map.of(),
                List.of());

        assertThat(select(cluster(spelled))).isInstanceOf(Outcome.Selected.class);
    }

    private static Outcome select(ClusterSpec cluster) {
        return MachineSelection.select(cluster, "mine", MACHINES);
    }

    private static ClusterSpec cluster(NodePool... workers) {
        return new ClusterSpec(
                "c",
                null,
                "embedded",
                null,
                null,
                new ControlPlanePool(1, null, null, null, null, null, null, Map.of(), Map.of(), List.of()),
                List.of(workers),
                Map.of(),
                Map.of(),
                null,
                List.of(),
                null);
    }

    private static NodePool pool(String name, int nodes, int gpus) {
        return new NodePool(
                name,
                nodes,
                null,
                null,
                null,
                null,
                null,
                null,
                new Gpu("NVIDIA-A100", gpus, null, null, null, null),
                Map.of(),
                Map.of(),
                List.of());
    }

    private static Machine machine(String id, int cpus, int gpus, String owner) {
        return new Machine(
                id,
                Architecture.AMD64,
                cpus,
                65_536,
                gpus == 0 ? Optional.empty() : Optional.of(new Machine.Devices("NVIDIA-A100", gpus, 40_960)),
                Map.of(),
                owner.isEmpty() ? MachineState.AVAILABLE : MachineState.IN_USE,
                owner);
    }
}
