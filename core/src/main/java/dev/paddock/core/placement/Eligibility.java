// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSet;
import dev.paddock.api.ocm.ManagedClusterSetSpec.ClusterSelector;
import dev.paddock.api.ocm.ManagedClusterSetSpec.SelectorType;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.core.placement.Outcome.Misconfigured;
import dev.paddock.core.placement.Outcome.Ok;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The clusters that may be considered at all: members of the sets that are bound to the namespace and that the Placement
 * names (all bound ones when it names none), without those that are being removed.
 */
record Eligibility(int bindings, List<String> sets, List<ManagedCluster> clusters) {

    static Eligibility of(PlacementQuestion question) {
        Set<String> bound = question.bindings().stream()
                .map(binding -> binding.getMetadata().getName())
                .collect(Collectors.toSet());
        List<ManagedClusterSet> boundSets = question.sets().stream()
                .filter(set -> bound.contains(set.getMetadata().getName()))
                .sorted(Comparator.comparing(set -> set.getMetadata().getName()))
                .toList();
        List<String> wanted = question.spec().clusterSets();
        List<ManagedClusterSet> eligible = boundSets.stream()
                .filter(set ->
                        wanted.isEmpty() || wanted.contains(set.getMetadata().getName()))
                .toList();
        Map<String, ManagedCluster> members = new TreeMap<>();
        for (ManagedClusterSet set : eligible) {
            question.clusters().stream()
                    .filter(cluster -> cluster.getMetadata().getDeletionTimestamp() == null)
                    .filter(membership(set))
                    .forEach(cluster -> members.put(cluster.getMetadata().getName(), cluster));
        }
        List<String> names =
                eligible.stream().map(set -> set.getMetadata().getName()).toList();
        return new Eligibility(boundSets.size(), names, List.copyOf(members.values()));
    }

    private static Predicate<ManagedCluster> membership(ManagedClusterSet set) {
        ClusterSelector selector = set.getSpec() == null ? null : set.getSpec().clusterSelector();
        if (selector == null || selector.selectorType() != SelectorType.LABEL_SELECTOR) {
            String name = set.getMetadata().getName();
            return cluster -> name.equals(cluster.getMetadata().getLabels().get(OcmNames.CLUSTER_SET_LABEL));
        }
        return switch (LabelMatcher.of(selector.labelSelector())) {
            case Ok<LabelMatcher>(LabelMatcher matcher) ->
                cluster -> matcher.matches(cluster.getMetadata().getLabels());
            // A set whose selector cannot be read has no members; its own controller reports that on the set.
            case Misconfigured<LabelMatcher> unreadable -> cluster -> false;
        };
    }
}
