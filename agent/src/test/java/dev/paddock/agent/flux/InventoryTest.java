// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.flux.KustomizationStatus;
import dev.paddock.api.flux.KustomizationStatus.InventoryEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryTest {

    private static final ObjectRef DEPLOYMENT = new ObjectRef("apps", "Deployment", "team", "web");
    private static final ObjectRef NAMESPACE = new ObjectRef("", "Namespace", "", "team");
    private static final ObjectRef ROLE =
            new ObjectRef("rbac.authorization.k8s.io", "ClusterRole", "", "system:reader");

    @Test
    void is_spelled_as_flux_spells_it() {
        Inventory inventory = new Inventory(Map.of(DEPLOYMENT, "v1", NAMESPACE, "v1", ROLE, "v1"));

        assertThat(inventory.toStatus().entries())
                .extracting(InventoryEntry::id)
                .containsExactly(
                        "_system__reader_rbac.authorization.k8s.io_ClusterRole",
                        "_team__Namespace",
                        "team_web_apps_Deployment");
    }

    @Test
    void reads_back_what_it_wrote() {
        Inventory inventory = new Inventory(Map.of(DEPLOYMENT, "v1", ROLE, "v1", NAMESPACE, "v1"));
        KustomizationStatus status =
                new KustomizationStatus(1L, List.of(), null, null, null, inventory.toStatus(), null);

        assertThat(Inventory.of(status)).isEqualTo(inventory);
        assertThat(inventory.apiVersion(DEPLOYMENT)).isEqualTo("apps/v1");
        assertThat(inventory.apiVersion(NAMESPACE)).isEqualTo("v1");
    }

    @Test
    void leaves_out_entries_that_are_none() {
        KustomizationStatus status = new KustomizationStatus(
                1L,
                List.of(),
                null,
                null,
                null,
                new KustomizationStatus.Inventory(List.of(new InventoryEntry("nonsense", "v1"))),
                null);

        assertThat(Inventory.of(status).refs()).isEmpty();
    }

    @Test
    void knows_what_left() {
        Inventory old = new Inventory(Map.of(DEPLOYMENT, "v1", NAMESPACE, "v1"));
        Inventory wanted = new Inventory(Map.of(NAMESPACE, "v1"));

        assertThat(old.minus(wanted).refs()).containsExactly(DEPLOYMENT);
        assertThat(wanted.plus(old)).isEqualTo(old);
    }
}
