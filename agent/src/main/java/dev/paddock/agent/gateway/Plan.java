// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import java.util.List;

/**
 * What the way in shall be, and what is to be said to whom.
 *
 * @param entrances in the order in which they are tried
 * @param backends of their targets
 */
record Plan(
        List<Entrance> entrances,
        List<Backend> backends,
        List<GatewayVerdict> gateways,
        List<RouteVerdict> routes,
        List<IngressVerdict> ingresses) {
    Plan {
        entrances = List.copyOf(entrances);
        backends = List.copyOf(backends);
        gateways = List.copyOf(gateways);
        routes = List.copyOf(routes);
        ingresses = List.copyOf(ingresses);
    }
}
