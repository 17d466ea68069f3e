// SPDX-License-Identifier: Apache-2.0
package dev.paddock.providers.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.api.palette.ComputeStatus.MachineState;
import dev.paddock.core.pool.Machine;
import dev.paddock.embedded.Home;
import dev.paddock.providers.ProviderException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineInventoryTest {
    private final Home home;
    private final MachineInventory inventory;

    MachineInventoryTest(@TempDir Path root) {
        this.home = new Home(root);
        this.inventory = new MachineInventory(home);
    }

    @Test
    void withoutAWordThereIsARoomOfPlausibleSizeWithTheFamiliesThatUpWasAskedFor() {
        home.write(home.root().resolve("fleet.json"), "{\"spokes\":2,\"gpus\":{\"NVIDIA-H100-80GB-HBM3\":8}}");

        List<Machine> machines = inventory.list();

        assertThat(machines).filteredOn(Machine::controlPlaneCandidate).isNotEmpty();
        assertThat(machines)
                .filteredOn(machine -> machine.gpu().isPresent())
                .isNotEmpty()
                .allSatisfy(machine ->
                        assertThat(machine.gpu().map(Machine.Devices::family)).contains("NVIDIA-H100"));
    }

    @Test
    void theMachinesOfTheFleetFileAreAllThereAre() {
        twoMachines();

        assertThat(inventory.list()).extracting(Machine::hostId).containsExactly("m-01", "m-02");
        assertThat(inventory.list())
                .extracting(Machine::gpu)
                .containsOnly(Optional.of(new Machine.Devices("NVIDIA-A100", 4, 40_960)));
    }

    @Test
    void everyMachineIsWhatAComputeSelectsUnlessItsFileSaysOtherwise() {
        home.write(home.root().resolve("fleet.json"), """
                {"machines": [
                  {"name": "m", "count": 1, "cpuCount": 8, "memoryMiB": 65536, "labels": {"rack": "r7"}},
                  {"name": "lent", "count": 1, "cpuCount": 8, "memoryMiB": 65536, "labels": {"palette.ai": "false"}}]}
                """);

        assertThat(inventory.list())
                .extracting(Machine::labels)
                .containsExactly(Map.of("rack", "r7", "palette.ai", "true"), Map.of("palette.ai", "false"));
    }

    @Test
    void aMachineBelongsToOneClusterAtATimeAndGoesWithIt() {
        twoMachines();
        inventory.claim("one", Map.of("gpu", List.of("m-01")));
        inventory.claim("one", Map.of("gpu", List.of("m-01")));

        assertThatThrownBy(() -> inventory.claim("two", Map.of("gpu", List.of("m-01"))))
                .isInstanceOf(ProviderException.class)
                .hasMessage("machine m-01 was taken by cluster one meanwhile");
        assertThat(inventory.list().getFirst().state()).isEqualTo(MachineState.IN_USE);

        home.deleteTree(home.cluster("one"));

        inventory.claim("two", Map.of("gpu", List.of("m-01")));
        assertThat(inventory.list().getFirst().cluster()).isEqualTo("two");
    }

    @Test
    void aDamagedFileIsSaidToBe() {
        home.write(home.root().resolve("fleet.json"), "{");

        assertThatThrownBy(inventory::list)
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("damaged");
    }

    private void twoMachines() {
        home.write(
                home.root().resolve("fleet.json"),
                "{\"machines\":[{\"name\":\"m\",\"count\":2,\"cpuCount\":8,\"memoryMiB\":16384,"
                        + "\"gpu\":{\"family\":\"NVIDIA-A100\",\"count\":4,\"memoryMiB\":40960}}]}");
    }
}
