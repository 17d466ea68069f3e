// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.rollout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a change is rolled out, with every default filled in.
 *
 * @param order of the clusters
 * @param mandatory groups that go first, one after the other, and of which no cluster may fail
 * @param soak how long a cluster has to have succeeded before the next one follows
 * @param deadline how long a cluster may take; later it counts as failed. Empty: as long as it likes
 * @param maxFailures how many may fail: of all clusters, or of those of a group where groups follow one another
 * @param maxConcurrency how many are under way at a time, where clusters follow one another
 */
public record RolloutRules(
        Order order,
        List<GroupRef> mandatory,
        Duration soak,
        Optional<Duration> deadline,
        Portion maxFailures,
        Portion maxConcurrency) {

    /** Everything at once. */
    public static final RolloutRules ALL = new RolloutRules(
            Order.AT_ONCE, List.of(), Duration.ZERO, Optional.empty(), Portion.EVERYTHING, Portion.EVERYTHING);

    public RolloutRules {
        mandatory = List.copyOf(mandatory);
    }

    /** What follows what. */
    public enum Order {
        AT_ONCE,
        CLUSTER_BY_CLUSTER,
        GROUP_BY_GROUP
    }

    /**
     * A decision group, by name where it has one.
     *
     * @param index of the group; looked at only where the name is empty
     */
    public record GroupRef(String name, int index) {
        boolean names(RolloutMember member) {
            return name.isEmpty() ? member.group() == index : name.equals(member.groupName());
        }
    }
}
