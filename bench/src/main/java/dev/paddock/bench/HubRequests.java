// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import dev.paddock.testkit.fleet.Fleet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many requests the hub's API server has answered to Paddock's hub and agents, from its own flow-control metrics. */
final class HubRequests {
    /** Watches count once when they begin, as they should: they are not requests per platform. */
    private static final Pattern DISPATCHED = Pattern.compile(
            "(?m)^apiserver_flowcontrol_dispatched_requests_total\\{[^}]*flow_schema=\"paddock[^\"]*\"[^}]*} (\\S+)$");

    private static final Pattern ALL = Pattern.compile(
            "(?m)^apiserver_request_total\\{[^}]*group=\"[^\"]*(?:palette\\.ai|mural\\.sh|open-cluster-management\\.io)\"[^}]*} (\\S+)$");

    private HubRequests() {}

    static long total(Fleet fleet) {
        String metrics = fleet.hub().raw("/metrics");
        long dispatched = sum(DISPATCHED, metrics);
        return dispatched > 0 ? dispatched : sum(ALL, metrics);
    }

    private static long sum(Pattern pattern, String metrics) {
        Matcher matcher = pattern.matcher(metrics);
        double sum = 0;
        while (matcher.find()) {
            sum += Double.parseDouble(matcher.group(1));
        }
        return (long) sum;
    }
}
