// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.agent.kube.ObjectRef;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OnlookersTest {

    private static final ObjectRef SERVICE = new ObjectRef("", "Service", "shop", "database");
    private static final ObjectRef CLAIM = new ObjectRef("", "PersistentVolumeClaim", "shop", "data");

    private final Onlookers onlookers = new Onlookers();

    @Test
    void allWhoLookAtAnObjectAreKnown() {
        onlookers.look("shop", Set.of(SERVICE, CLAIM));
        onlookers.look("reports", Set.of(SERVICE));

        assertThat(onlookers.of(SERVICE)).containsExactlyInAnyOrder("shop", "reports");
        assertThat(onlookers.of(CLAIM)).containsExactly("shop");
    }

    @Test
    void whoLooksElsewhereOrIsGoneIsNoLongerTold() {
        onlookers.look("shop", Set.of(SERVICE));
        onlookers.look("reports", Set.of(SERVICE));

        onlookers.look("shop", Set.of(CLAIM));
        assertThat(onlookers.of(SERVICE)).containsExactly("reports");

        onlookers.forget("reports");
        assertThat(onlookers.of(SERVICE)).isEmpty();
        assertThat(onlookers.of(CLAIM)).containsExactly("shop");
    }
}
