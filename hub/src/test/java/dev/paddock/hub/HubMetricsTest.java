// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.palette.Tenant;
import dev.paddock.core.quota.Ledger;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HubMetricsTest {
    @Test
    void everyMetricStandsOnALineOfItsOwnWithItsType() {
        HubCounts counts = new HubCounts();
        counts.rendered();
        counts.rendered();
        counts.published();
        counts.reconciliationExecutionStarted(new Tenant(), Map.of());

        String text = new HubMetrics(() -> true, new Ledger(), counts).text();

        assertThat(text.lines())
                .contains(
                        "paddock_hub_leading 1",
                        "# TYPE paddock_artifact_renders_total counter",
                        "paddock_artifact_renders_total 2",
                        "paddock_artifact_publishes_total 1",
                        "paddock_hub_reconciliations_total{kind=\"Tenant\"} 1");
    }
}
