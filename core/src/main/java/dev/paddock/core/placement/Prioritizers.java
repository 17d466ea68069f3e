// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.PrioritizerPolicy;
import dev.paddock.api.ocm.PrioritizerPolicy.AddOnScore;
import dev.paddock.api.ocm.PrioritizerPolicy.Mode;
import dev.paddock.api.ocm.PrioritizerPolicy.PrioritizerConfig;
import dev.paddock.api.ocm.PrioritizerPolicy.ScoreCoordinate;
import dev.paddock.api.ocm.PrioritizerPolicy.ScoreType;
import dev.paddock.core.placement.Outcome.Misconfigured;
import dev.paddock.core.placement.Outcome.Ok;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scorers of one Placement with their weights: the default ones unless replaced, and those it asks for. */
record Prioritizers(List<Weighted> weighted) {
    private static final Map<String, Prioritizer> BUILT_IN = Map.of(
            "Balance", new Prioritizer.Balance(),
            "Steady", new Prioritizer.Steady(),
            "ResourceAllocatableCPU", new Prioritizer.Allocatable("cpu"),
            "ResourceAllocatableMemory", new Prioritizer.Allocatable("memory"));

    static Outcome<Prioritizers> of(@Nullable PrioritizerPolicy policy) {
        Map<String, Integer> builtIn = new LinkedHashMap<>();
        if (policy == null || policy.mode() != Mode.EXACT) {
            builtIn.put("Balance", 1);
            builtIn.put("Steady", 1);
        }
        List<Weighted> addOns = new ArrayList<>();
        for (PrioritizerConfig config : policy == null ? List.<PrioritizerConfig>of() : policy.configurations()) {
            ScoreCoordinate coordinate = config.scoreCoordinate();
            if (coordinate == null) {
                return fault("scoreCoordinate field is required");
            }
            int weight = config.weight() == null ? 1 : config.weight();
            if (coordinate.type() != ScoreType.ADD_ON) {
                builtIn.put(coordinate.builtIn() == null ? "" : coordinate.builtIn(), weight);
                continue;
            }
            AddOnScore addOn = coordinate.addOn();
            if (addOn != null) {
                // The same score named twice counts twice, unlike a built-in one: upstream tells them apart by address.
                addOns.add(new Weighted(new Prioritizer.AddOn(addOn), weight));
            } else if (weight != 0) {
                return fault("addOn should not be empty");
            }
        }
        return resolve(builtIn).then(resolved -> {
            List<Weighted> all = new ArrayList<>(resolved);
            all.addAll(addOns);
            return new Ok<>(new Prioritizers(List.copyOf(all)));
        });
    }

    /** Whether having been chosen counts against a cluster. */
    static boolean turnsAgainstItself(@Nullable PrioritizerPolicy policy) {
        return of(policy) instanceof Ok<Prioritizers>(Prioritizers all)
                && all.weighted().stream()
                        .anyMatch(one -> one.prioritizer() instanceof Prioritizer.Steady && one.weight() < 0);
    }

    private static Outcome<List<Weighted>> resolve(Map<String, Integer> weights) {
        List<Weighted> resolved = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : weights.entrySet()) {
            if (entry.getValue() == 0) {
                continue;
            }
            Prioritizer prioritizer = BUILT_IN.get(entry.getKey());
            if (prioritizer == null) {
                return new Misconfigured<>("", "incorrect builtin prioritizer: " + entry.getKey());
            }
            resolved.add(new Weighted(prioritizer, entry.getValue()));
        }
        return new Ok<>(resolved);
    }

    private static Outcome<Prioritizers> fault(String message) {
        return new Misconfigured<>("", message);
    }

    Map<String, Long> score(PlacementQuestion question, List<ManagedCluster> clusters) {
        Map<String, Long> sum = new HashMap<>();
        clusters.forEach(cluster -> sum.put(cluster.getMetadata().getName(), 0L));
        for (Weighted one : weighted) {
            one.prioritizer()
                    .score(question, clusters)
                    .forEach((name, score) -> sum.merge(name, score * one.weight(), Long::sum));
        }
        return sum;
    }

    record Weighted(Prioritizer prioritizer, int weight) {}
}
