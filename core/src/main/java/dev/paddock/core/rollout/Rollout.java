// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.rollout;

import dev.paddock.core.rollout.RolloutDecision.Failure;
import dev.paddock.core.rollout.RolloutDecision.Halt;
import dev.paddock.core.rollout.RolloutMember.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Decides which clusters get a change now. Stages follow one another: each mandatory group, then what is left, as one stage or group by
 * group. A stage is over when each of its clusters has succeeded long enough, or failed within the limit.
 *
 * <p>It differs from Open Cluster Management's library in one thing: a failure within the limit does not keep its place among those under
 * way, so that a limit larger than the concurrency can be reached.
 */
public final class Rollout {
    private final RolloutRules rules;
    private final List<RolloutMember> members;
    private final Instant now;

    private Rollout(RolloutRules rules, List<RolloutMember> members, Instant now) {
        this.rules = rules;
        this.members = members.stream()
                .sorted(Comparator.comparing(RolloutMember::cluster))
                .toList();
        this.now = now;
    }

    /** Clusters that go together, and what holds for them. */
    private record Stage(String name, List<RolloutMember> members, int allowed, int atOnce) {}

    public static RolloutDecision decide(RolloutRules rules, List<RolloutMember> members, Instant now) {
        return new Rollout(rules, members, now).decide();
    }

    private RolloutDecision decide() {
        int done = (int) members.stream().filter(this::soaked).count();
        List<Failure> failed = failures(members);
        for (Stage stage : stages()) {
            List<Failure> failures = failures(stage.members());
            if (failures.size() > stage.allowed()) {
                Halt halt = new Halt(stage.name(), stage.allowed(), failures);
                return new RolloutDecision(List.of(), done, members.size(), failed, Optional.of(halt), lookAgain());
            }
            List<RolloutMember> open =
                    stage.members().stream().filter(member -> !over(member)).toList();
            if (!open.isEmpty()) {
                return new RolloutDecision(
                        next(open, stage.atOnce()), done, members.size(), failed, Optional.empty(), lookAgain());
            }
        }
        return new RolloutDecision(List.of(), done, members.size(), failed, Optional.empty(), Optional.empty());
    }

    private static List<String> next(List<RolloutMember> open, int atOnce) {
        long underWay =
                open.stream().filter(member -> member.state() != State.TO_APPLY).count();
        return open.stream()
                .filter(member -> member.state() == State.TO_APPLY)
                .limit(Math.max(0, atOnce - underWay))
                .map(RolloutMember::cluster)
                .toList();
    }

    private List<Stage> stages() {
        List<RolloutMember> rest = new ArrayList<>(members);
        List<Stage> stages = new ArrayList<>();
        for (RolloutRules.GroupRef group : rules.mandatory()) {
            List<RolloutMember> named = rest.stream().filter(group::names).toList();
            rest.removeAll(named);
            byGroup(named).values().forEach(one -> stages.add(new Stage("mandatory " + name(one), one, 0, one.size())));
        }
        switch (rules.order()) {
            case AT_ONCE -> stages.add(new Stage("", rest, rest.size(), rest.size()));
            case CLUSTER_BY_CLUSTER -> {
                int atOnce = Math.max(1, rules.maxConcurrency().of(rest.size()));
                stages.add(new Stage("", rest, rules.maxFailures().of(members.size()), atOnce));
            }
            case GROUP_BY_GROUP ->
                byGroup(rest)
                        .values()
                        .forEach(one -> stages.add(
                                new Stage(name(one), one, rules.maxFailures().of(one.size()), one.size())));
        }
        return stages;
    }

    private static SortedMap<Integer, List<RolloutMember>> byGroup(List<RolloutMember> members) {
        SortedMap<Integer, List<RolloutMember>> groups = new TreeMap<>();
        members.forEach(member -> groups.computeIfAbsent(member.group(), fresh -> new ArrayList<>())
                .add(member));
        return groups;
    }

    private static String name(List<RolloutMember> group) {
        RolloutMember first = group.getFirst();
        return "group " + first.group() + (first.groupName().isEmpty() ? "" : " (" + first.groupName() + ")");
    }

    private boolean over(RolloutMember member) {
        return soaked(member) || failure(member).isPresent();
    }

    private boolean soaked(RolloutMember member) {
        return member.state() == State.SUCCEEDED
                && member.since()
                        .map(since -> !now.isBefore(since.plus(rules.soak())))
                        .orElse(true);
    }

    private List<Failure> failures(List<RolloutMember> of) {
        return of.stream().flatMap(member -> failure(member).stream()).toList();
    }

    private Optional<Failure> failure(RolloutMember member) {
        if (member.state() == State.FAILED) {
            return Optional.of(new Failure(member.cluster(), member.message()));
        }
        return late(member)
                .filter(at -> !now.isBefore(at))
                .map(at -> new Failure(
                        member.cluster(),
                        "not done after " + rules.deadline().orElseThrow().toSeconds() + " s"));
    }

    /** When a cluster under way would have taken too long. */
    private Optional<Instant> late(RolloutMember member) {
        return member.state() == State.PROGRESSING
                ? rules.deadline().flatMap(limit -> member.since().map(since -> since.plus(limit)))
                : Optional.empty();
    }

    private Optional<Instant> lookAgain() {
        return members.stream()
                .flatMap(member -> Stream.concat(
                        late(member).stream(),
                        member.state() == State.SUCCEEDED
                                ? member.since().map(since -> since.plus(rules.soak())).stream()
                                : Stream.empty()))
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }
}
