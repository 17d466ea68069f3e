// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterStatus.ClusterClaim;
import dev.paddock.api.ocm.PlacementSpec.ClusterPredicate;
import dev.paddock.api.ocm.PlacementSpec.ClusterSelector;
import dev.paddock.core.placement.Outcome.Misconfigured;
import dev.paddock.core.placement.Outcome.Ok;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps the clusters that meet at least one of the Placement's predicates. */
final class PredicateFilter {
    private final CelSelectors celSelectors;

    PredicateFilter(CelSelectors celSelectors) {
        this.celSelectors = celSelectors;
    }

    Outcome<List<ManagedCluster>> filter(PlacementQuestion question, List<ManagedCluster> clusters) {
        List<ClusterPredicate> predicates = question.spec().predicates();
        if (predicates.isEmpty() || clusters.isEmpty()) {
            return new Ok<>(clusters);
        }
        List<CompiledPredicate> compiled = new ArrayList<>();
        for (ClusterPredicate predicate : predicates) {
            switch (compile(predicate)) {
                case Ok<CompiledPredicate>(CompiledPredicate value) -> compiled.add(value);
                case Misconfigured<CompiledPredicate>(String plugin, String message) -> {
                    return new Misconfigured<>(plugin, message);
                }
            }
        }
        return new Ok<>(clusters.stream()
                .filter(cluster -> compiled.stream().anyMatch(predicate -> predicate.holds(cluster, question.scores())))
                .toList());
    }

    private Outcome<CompiledPredicate> compile(ClusterPredicate predicate) {
        ClusterSelector selector = predicate.requiredClusterSelector() == null
                ? new ClusterSelector(null, null, null)
                : predicate.requiredClusterSelector();
        LabelSelector labels = selector.labelSelector() == null ? new LabelSelector() : selector.labelSelector();
        return LabelMatcher.of(labels)
                .then(byLabel -> LabelMatcher.ofRequirements(
                                selector.claimSelector() == null
                                        ? List.of()
                                        : selector.claimSelector().matchExpressions())
                        .then(byClaim -> celSelectors
                                .compile(
                                        selector.celSelector() == null
                                                ? List.of()
                                                : selector.celSelector().celExpressions())
                                .then(byCel -> new Ok<>(new CompiledPredicate(byLabel, byClaim, byCel)))));
    }

    static Map<String, String> claims(ManagedCluster cluster) {
        if (cluster.getStatus() == null) {
            return Map.of();
        }
        return cluster.getStatus().clusterClaims().stream()
                .collect(Collectors.toMap(ClusterClaim::name, ClusterClaim::value, (first, last) -> last));
    }

    private record CompiledPredicate(LabelMatcher byLabel, LabelMatcher byClaim, CelSelectors.Selector byCel) {
        boolean holds(ManagedCluster cluster, AddOnScores scores) {
            return byLabel.matches(cluster.getMetadata().getLabels())
                    && byClaim.matches(claims(cluster))
                    && byCel.holds(cluster, scores);
        }
    }
}
