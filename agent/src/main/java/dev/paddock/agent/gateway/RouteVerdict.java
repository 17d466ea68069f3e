// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import dev.paddock.api.gateway.HTTPRoute;
import dev.paddock.api.gateway.ParentReference;
import java.util.List;

/** What is made of a route, for each parent that is ours; none if it has no such parent. */
record RouteVerdict(HTTPRoute route, List<OfParent> parents) {
    RouteVerdict {
        parents = List.copyOf(parents);
    }

    record OfParent(ParentReference ref, Verdict accepted, Verdict resolved) {}
}
