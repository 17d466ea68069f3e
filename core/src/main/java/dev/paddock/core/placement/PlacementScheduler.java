// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.core.placement.Outcome.Misconfigured;
import dev.paddock.core.placement.Outcome.Ok;
import dev.paddock.core.placement.PlacementAnswer.Verdict;
import dev.paddock.core.placement.TaintFilter.Tolerated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides a Placement: eligible clusters, filtered by predicates and taints, ranked by weighted scores, cut to number.
 *
 * <p>Like upstream it does not read {@code spreadPolicy} and {@code sortBy}. It holds no state but compiled expressions,
 * and may be used by many threads.
 */
public final class PlacementScheduler {
    private static final int MAX_TURNS = 32;

    private final PredicateFilter predicates = new PredicateFilter(new CelSelectors());
    private final TaintFilter taints = new TaintFilter();

    /**
     * A Placement that weighs {@code Steady} below zero turns against each decision as soon as it is taken, and upstream
     * moves it to and fro without end. Here it keeps the decision it has, as long as that is one of those answers.
     */
    public PlacementAnswer decide(PlacementQuestion question) {
        if (!Prioritizers.turnsAgainstItself(question.spec().prioritizerPolicy())) {
            return decideOnce(question);
        }
        List<PlacementAnswer> alternating = alternating(question);
        return alternating.stream()
                .filter(answer -> Set.copyOf(answer.clusters())
                        .equals(question.decisions().own()))
                .findFirst()
                .orElse(alternating.getFirst());
    }

    /** The answers that upstream goes through again and again, when each is decided with the one before as taken. */
    List<PlacementAnswer> alternating(PlacementQuestion question) {
        List<PlacementAnswer> seen = new ArrayList<>();
        PlacementAnswer answer = decideOnce(question);
        int before = -1;
        while (before < 0 && seen.size() < MAX_TURNS) {
            seen.add(answer);
            answer = decideOnce(question.after(answer));
            before = seen.stream().map(PlacementAnswer::clusters).toList().indexOf(answer.clusters());
        }
        return List.copyOf(seen.subList(Math.max(0, before), seen.size()));
    }

    private PlacementAnswer decideOnce(PlacementQuestion question) {
        Eligibility eligible = Eligibility.of(question);
        Outcome<Ranking> outcome = predicates
                .filter(question, eligible.clusters())
                .then(fitting -> taints.filter(question, fitting))
                .then(tolerated -> rank(question, tolerated));
        return switch (outcome) {
            case Ok<Ranking>(Ranking ranking) -> answer(question, eligible, ranking);
            case Misconfigured<Ranking> fault -> refuse(question, eligible, fault);
        };
    }

    private Outcome<Ranking> rank(PlacementQuestion question, Tolerated tolerated) {
        return Prioritizers.of(question.spec().prioritizerPolicy()).then(prioritizers -> {
            Map<String, Long> scores = prioritizers.score(question, tolerated.clusters());
            List<ManagedCluster> ordered = tolerated.clusters().stream()
                    .sorted(Comparator.comparing((ManagedCluster cluster) ->
                                    scores.get(cluster.getMetadata().getName()))
                            .reversed()
                            .thenComparing(cluster -> cluster.getMetadata().getName()))
                    .toList();
            return new Ok<>(new Ranking(ordered, scores, tolerated.until()));
        });
    }

    private static PlacementAnswer answer(PlacementQuestion question, Eligibility eligible, Ranking ranking) {
        Integer wanted = question.spec().numberOfClusters();
        List<ManagedCluster> chosen = ranking.ordered();
        if (wanted != null && wanted < chosen.size()) {
            chosen = chosen.subList(0, Math.max(0, wanted));
        }
        int missing = wanted == null ? 0 : Math.max(0, wanted) - chosen.size();
        Verdict satisfied = satisfied(question, eligible, chosen.size(), missing);
        Outcome<List<DecisionGroup>> groups = DecisionGroups.of(question.spec().decisionStrategy(), chosen);
        return switch (groups) {
            case Ok<List<DecisionGroup>>(List<DecisionGroup> value) ->
                new PlacementAnswer(value, chosen.size(), configured(), satisfied, ranking.until(), ranking.scores());
            case Misconfigured<List<DecisionGroup>>(String plugin, String message) ->
                new PlacementAnswer(
                        List.of(),
                        chosen.size(),
                        misconfigured(plugin, message),
                        satisfied,
                        ranking.until(),
                        ranking.scores());
        };
    }

    /** As upstream, a Placement that cannot be read chooses nothing, also where it had chosen before. */
    private static PlacementAnswer refuse(PlacementQuestion question, Eligibility eligible, Misconfigured<?> fault) {
        return new PlacementAnswer(
                List.of(new DecisionGroup(0, "", List.of())),
                0,
                misconfigured(fault.plugin(), fault.message()),
                satisfied(question, eligible, 0, 0),
                Optional.empty(),
                Map.of());
    }

    private static Verdict satisfied(PlacementQuestion question, Eligibility eligible, int chosen, int missing) {
        if (eligible.bindings() == 0) {
            return unsatisfied(
                    "NoManagedClusterSetBindings", "No valid ManagedClusterSetBindings found in placement namespace");
        }
        if (eligible.sets().isEmpty()) {
            String asked = String.join(",", question.spec().clusterSets());
            return unsatisfied(
                    "NoIntersection", "None of ManagedClusterSets [" + asked + "] is bound to placement namespace");
        }
        if (eligible.clusters().isEmpty()) {
            String sets = String.join(",", eligible.sets());
            return unsatisfied(
                    "AllManagedClusterSetsEmpty",
                    "All ManagedClusterSets [" + sets + "] have no member ManagedCluster");
        }
        if (chosen == 0) {
            return unsatisfied("NoManagedClusterMatched", "No ManagedCluster matches any of the cluster predicate");
        }
        if (missing > 0) {
            return unsatisfied("NotAllDecisionsScheduled", missing + " cluster decisions unscheduled");
        }
        return new Verdict(
                OcmNames.CONDITION_PLACEMENT_SATISFIED,
                true,
                "AllDecisionsScheduled",
                "All cluster decisions scheduled");
    }

    private static Verdict unsatisfied(String reason, String message) {
        return new Verdict(OcmNames.CONDITION_PLACEMENT_SATISFIED, false, reason, message);
    }

    private static Verdict configured() {
        return new Verdict(
                OcmNames.CONDITION_PLACEMENT_MISCONFIGURED,
                false,
                "Succeedconfigured",
                "Placement configurations check pass");
    }

    private static Verdict misconfigured(String plugin, String message) {
        return new Verdict(OcmNames.CONDITION_PLACEMENT_MISCONFIGURED, true, "Misconfigured", plugin + ":" + message);
    }

    private record Ranking(List<ManagedCluster> ordered, Map<String, Long> scores, Optional<Instant> until) {}
}
