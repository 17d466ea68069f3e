// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import java.util.Comparator;

/**
 * Requests for these hosts and paths go there.
 *
 * @param since when the object that asks for it was made; of two that ask for the same the older has it
 * @param asker the object, as people read it
 */
record Entrance(HostPattern host, PathPattern path, Target target, String since, String asker) {

    /** As the Gateway API ranks them: the more exact host, then the more exact path, then the elder. */
    static final Comparator<Entrance> ORDER = Comparator.comparingInt(Entrance::hostRank)
            .thenComparing(entrance -> -entrance.host().text().length())
            .thenComparing(entrance -> entrance.host().text())
            .thenComparing(entrance -> !entrance.path().exact())
            .thenComparing(entrance -> -entrance.path().value().length())
            .thenComparing(entrance -> entrance.path().value())
            .thenComparing(Entrance::since)
            .thenComparing(Entrance::asker);

    private int hostRank() {
        if (host.any()) {
            return 2;
        }
        return host.wildcard() ? 1 : 0;
    }

    /** Whether they are for the very same requests. */
    boolean rivals(Entrance other) {
        return host.equals(other.host) && path.equals(other.path);
    }
}
