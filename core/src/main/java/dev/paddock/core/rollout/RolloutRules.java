// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.rollout;

import dev.paddock.api.mural.RolloutStrategy;
import dev.paddock.api.value.GoDuration;
import dev.paddock.core.fault.FieldError;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    private static final String NO_DEADLINE = "None";

    public RolloutRules {
        mandatory = List.copyOf(mandatory);
    }

    /** @param strategy without faults; null is all at once */
    public static RolloutRules of(@Nullable RolloutStrategy strategy) {
        if (strategy == null) {
            return ALL;
        }
        return switch (strategy.type()) {
            case ALL -> ALL;
            case PROGRESSIVE -> {
                RolloutStrategy.Progressive given = strategy.progressive();
                yield given == null
                        ? rules(Order.CLUSTER_BY_CLUSTER, List.of(), null, null, null, null)
                        : rules(
                                Order.CLUSTER_BY_CLUSTER,
                                given.mandatoryDecisionGroups(),
                                given.minSuccessTime(),
                                given.progressDeadline(),
                                given.maxFailures(),
                                given.maxConcurrency());
            }
            case PROGRESSIVE_PER_GROUP -> {
                RolloutStrategy.PerGroup given = strategy.progressivePerGroup();
                yield given == null
                        ? rules(Order.GROUP_BY_GROUP, List.of(), null, null, null, null)
                        : rules(
                                Order.GROUP_BY_GROUP,
                                given.mandatoryDecisionGroups(),
                                given.minSuccessTime(),
                                given.progressDeadline(),
                                given.maxFailures(),
                                null);
            }
        };
    }

    /** What cannot be read; the schema has looked at the times. */
    public static List<FieldError> faults(String path, RolloutStrategy strategy) {
        List<FieldError> faults = new ArrayList<>();
        RolloutStrategy.Progressive progressive = strategy.progressive();
        RolloutStrategy.PerGroup perGroup = strategy.progressivePerGroup();
        if (progressive != null) {
            check(path + ".progressive.maxFailures", progressive.maxFailures(), faults);
            check(path + ".progressive.maxConcurrency", progressive.maxConcurrency(), faults);
        }
        if (perGroup != null) {
            check(path + ".progressivePerGroup.maxFailures", perGroup.maxFailures(), faults);
        }
        return faults;
    }

    private static void check(String path, @Nullable IntOrString given, List<FieldError> faults) {
        try {
            portion(given, Portion.NONE);
        } catch (IllegalArgumentException fault) {
            faults.add(FieldError.invalid(path, text(given), String.valueOf(fault.getMessage())));
        }
    }

    private static RolloutRules rules(
            Order order,
            List<RolloutStrategy.MandatoryGroup> mandatory,
            @Nullable String soak,
            @Nullable String deadline,
            @Nullable IntOrString maxFailures,
            @Nullable IntOrString maxConcurrency) {
        return new RolloutRules(
                order,
                mandatory.stream()
                        .map(group -> new GroupRef(
                                Objects.requireNonNullElse(group.groupName(), ""),
                                Objects.requireNonNullElse(group.groupIndex(), 0)))
                        .toList(),
                soak == null || soak.equals("0") ? Duration.ZERO : GoDuration.parse(soak),
                deadline == null || deadline.equals(NO_DEADLINE)
                        ? Optional.empty()
                        : Optional.of(GoDuration.parse(deadline)),
                portion(maxFailures, Portion.NONE),
                portion(maxConcurrency, Portion.EVERYTHING));
    }

    private static Portion portion(@Nullable IntOrString given, Portion otherwise) {
        return given == null ? otherwise : Portion.parse(text(given));
    }

    private static String text(@Nullable IntOrString given) {
        return given == null ? "" : String.valueOf(given.getValue());
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
