// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import dev.paddock.testkit.fleet.Fleet;
import java.util.regex.Pattern;

/** What the hub's process counts of its own work since it started. */
record HubCounters(long reconciliations, long renders, long publishes) {

    static HubCounters of(Fleet fleet) {
        String metrics = fleet.hubProcess().metrics();
        return new HubCounters(
                value(metrics, "paddock_hub_reconciliations_total"),
                value(metrics, "paddock_artifact_renders_total"),
                value(metrics, "paddock_artifact_publishes_total"));
    }

    /** Of all kinds together; zero before the first was counted, but never for a counter that the hub does not have. */
    private static long value(String metrics, String name) {
        if (!metrics.contains("# TYPE " + name + " counter")) {
            throw new IllegalStateException("the hub does not report " + name);
        }
        return Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\d+)$")
                .matcher(metrics)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }
}
