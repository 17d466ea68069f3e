// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import dev.paddock.api.gateway.Gateway;
import java.util.List;

/** What is made of a Gateway whose class is ours. */
record GatewayVerdict(Gateway gateway, List<OfListener> listeners) {
    GatewayVerdict {
        listeners = List.copyOf(listeners);
    }

    /** @param routes how many use it */
    record OfListener(String name, Verdict accepted, int routes) {}
}
