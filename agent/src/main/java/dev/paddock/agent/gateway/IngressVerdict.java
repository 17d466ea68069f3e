// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.List;
import java.util.Optional;

/**
 * What is made of an Ingress that is ours to serve.
 *
 * @param obstacle why it is not served; an Ingress has no conditions in which to say so
 */
record IngressVerdict(Ingress ingress, List<Entrance> entrances, Optional<String> obstacle) {
    IngressVerdict {
        entrances = List.copyOf(entrances);
    }

    boolean served() {
        return obstacle.isEmpty();
    }
}
