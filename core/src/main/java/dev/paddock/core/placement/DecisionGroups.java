// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.PlacementSpec.DecisionStrategy;
import dev.paddock.api.ocm.PlacementSpec.DecisionStrategy.GroupClusterSelector;
import dev.paddock.api.ocm.PlacementSpec.DecisionStrategy.GroupStrategy;
import dev.paddock.core.placement.Outcome.Misconfigured;
import dev.paddock.core.placement.Outcome.Ok;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Divides the chosen clusters: named groups take theirs in order, the rest follow, each in portions by name. */
final class DecisionGroups {
    private DecisionGroups() {}

    static Outcome<List<DecisionGroup>> of(@Nullable DecisionStrategy strategy, List<ManagedCluster> chosen) {
        GroupStrategy groups = strategy == null || strategy.groupStrategy() == null
                ? new GroupStrategy(List.of(), null)
                : strategy.groupStrategy();
        return portion(groups.clustersPerDecisionGroup(), chosen.size()).then(size -> divide(groups, chosen, size));
    }

    private static Outcome<List<DecisionGroup>> divide(GroupStrategy strategy, List<ManagedCluster> chosen, int size) {
        Map<String, ManagedCluster> left = new TreeMap<>();
        chosen.forEach(cluster -> left.put(cluster.getMetadata().getName(), cluster));
        List<DecisionGroup> groups = new ArrayList<>();
        for (DecisionStrategy.DecisionGroup named : strategy.decisionGroups()) {
            switch (take(named.groupClusterSelector(), left)) {
                case Ok<List<String>>(List<String> taken) -> split(named.groupName(), taken, size, groups);
                case Misconfigured<List<String>>(String plugin, String message) -> {
                    // Groups have no plugin of their own upstream, so the condition names none.
                    return new Misconfigured<>("", message);
                }
            }
        }
        split("", List.copyOf(left.keySet()), size, groups);
        if (groups.isEmpty()) {
            groups.add(new DecisionGroup(0, "", List.of()));
        }
        return new Ok<>(List.copyOf(groups));
    }

    private static Outcome<List<String>> take(GroupClusterSelector selector, Map<String, ManagedCluster> left) {
        LabelSelector labels = selector.labelSelector() == null ? new LabelSelector() : selector.labelSelector();
        return LabelMatcher.of(labels)
                .then(byLabel -> LabelMatcher.ofRequirements(
                                selector.claimSelector() == null
                                        ? List.of()
                                        : selector.claimSelector().matchExpressions())
                        .then(byClaim -> {
                            List<String> taken = left.values().stream()
                                    .filter(cluster -> byLabel.matches(
                                            cluster.getMetadata().getLabels()))
                                    .filter(cluster -> byClaim.matches(PredicateFilter.claims(cluster)))
                                    .map(cluster -> cluster.getMetadata().getName())
                                    .toList();
                            left.keySet().removeAll(taken);
                            return new Ok<>(taken);
                        }));
    }

    private static void split(String name, List<String> clusters, int size, List<DecisionGroup> groups) {
        for (int from = 0; from < clusters.size(); from += size) {
            int to = Math.min(clusters.size(), from + size);
            groups.add(new DecisionGroup(groups.size(), name, clusters.subList(from, to)));
        }
    }

    /** How many clusters a group holds at most: a number or a percentage of all, and all when it says neither. */
    private static Outcome<Integer> portion(@Nullable IntOrString size, int total) {
        if (size == null) {
            return new Ok<>(total);
        }
        int length = total;
        if (size.getStrVal() != null) {
            String text = size.getStrVal();
            if (!text.matches("[0-9]+(\\.[0-9]+)?%")) {
                return new Misconfigured<>("", text + " invalid type: string is not a percentage");
            }
            length = (int) Math.ceil(Double.parseDouble(text.substring(0, text.length() - 1)) / 100 * total);
        } else if (size.getIntVal() != null) {
            length = size.getIntVal();
        }
        return new Ok<>(length <= 0 || length > total ? total : length);
    }
}
