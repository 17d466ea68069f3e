// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.NodeKind;
import java.util.Optional;

/** Which nodes a cluster gets, and why not the better ones. */
public sealed interface NodeChoice {
    /**
     * Pods really run.
     *
     * @param wayOut whether they reach anything outside of this machine
     */
    record Containers(boolean wayOut) implements NodeChoice {}

    /**
     * @param reason empty where simulated nodes were asked for
     * @param remedy what would give nodes that run containers
     */
    record Simulated(String reason, String remedy) implements NodeChoice {}

    /** Containers were asked for and cannot be had. */
    record Refused(String reason, String remedy) implements NodeChoice {}

    /** @param home where the nodes would live; a kubelet listens on sockets below it */
    static NodeChoice of(NodeKind wanted, HostFacts facts, Home home) {
        Optional<HostFacts.Obstacle> obstacle = facts.obstacle().or(() -> NodeFiles.obstacle(home));
        return switch (wanted) {
            case SIMULATED -> new Simulated("", "");
            case AUTO ->
                obstacle.<NodeChoice>map(found -> new Simulated(found.reason(), found.remedy()))
                        .orElseGet(() -> new Containers(facts.forwards()));
            case CONTAINERS ->
                obstacle.<NodeChoice>map(found -> new Refused(found.reason(), found.remedy()))
                        .orElseGet(() -> new Containers(facts.forwards()));
        };
    }
}
