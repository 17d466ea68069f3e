// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import java.util.List;

/**
 * Where requests for a target go.
 *
 * @param servers {@code address:port} of each pod that is ready, sorted
 */
record Backend(Target target, List<String> servers) {
    Backend {
        servers = List.copyOf(servers);
    }
}
