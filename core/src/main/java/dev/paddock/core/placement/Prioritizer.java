// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import dev.paddock.api.ocm.AddOnPlacementScoreStatus;
import dev.paddock.api.ocm.AddOnPlacementScoreStatus.Score;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.PrioritizerPolicy.AddOnScore;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Gives each cluster from -100 (worst) to 100 (best); a cluster it is silent about counts as 0. */
sealed interface Prioritizer {
    int MAX = 100;

    Map<String, Long> score(PlacementQuestion question, List<ManagedCluster> clusters);

    /** Prefers clusters that other Placements chose less often. */
    record Balance() implements Prioritizer {
        @Override
        public Map<String, Long> score(PlacementQuestion question, List<ManagedCluster> clusters) {
            Map<String, Integer> taken = question.decisions().elsewhere();
            int most = taken.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            Map<String, Long> scores = new HashMap<>();
            for (ManagedCluster cluster : clusters) {
                String name = cluster.getMetadata().getName();
                Integer count = taken.get(name);
                // Cut off before doubling, as upstream: scores are even numbers.
                scores.put(name, count == null ? MAX : 2 * (long) (MAX * (0.5 - (double) count / most)));
            }
            return scores;
        }
    }

    /** Prefers the clusters that this Placement has already. */
    record Steady() implements Prioritizer {
        @Override
        public Map<String, Long> score(PlacementQuestion question, List<ManagedCluster> clusters) {
            Map<String, Long> scores = new HashMap<>();
            for (ManagedCluster cluster : clusters) {
                String name = cluster.getMetadata().getName();
                scores.put(name, question.decisions().own().contains(name) ? MAX : 0L);
            }
            return scores;
        }
    }

    /** Prefers clusters with more of a resource free, measured between the least and the most among the candidates. */
    record Allocatable(String resource) implements Prioritizer {
        @Override
        public Map<String, Long> score(PlacementQuestion question, List<ManagedCluster> clusters) {
            Map<String, Double> free = new HashMap<>();
            for (ManagedCluster cluster : clusters) {
                allocatable(cluster)
                        .ifPresent(value -> free.put(cluster.getMetadata().getName(), value));
            }
            double least = free.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .min()
                    .orElse(0);
            double most = free.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            Map<String, Long> scores = new HashMap<>();
            free.forEach((name, value) -> scores.put(
                    name, most == least ? MAX : (long) (((value - least) / (most - least) - 0.5) * 2.0 * 100.0)));
            return scores;
        }

        /** Without a capacity beside it an allocatable amount is not believed. */
        private OptionalDouble allocatable(ManagedCluster cluster) {
            if (cluster.getStatus() == null || !cluster.getStatus().capacity().containsKey(resource)) {
                return OptionalDouble.empty();
            }
            Quantity amount = cluster.getStatus().allocatable().get(resource);
            return amount == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Quantity.getAmountInBytes(amount).doubleValue());
        }
    }

    /** Takes the score that an add-on reports, unless it has expired. */
    record AddOn(AddOnScore coordinate) implements Prioritizer {
        @Override
        public Map<String, Long> score(PlacementQuestion question, List<ManagedCluster> clusters) {
            Map<String, Long> scores = new HashMap<>();
            for (ManagedCluster cluster : clusters) {
                String name = cluster.getMetadata().getName();
                question.scores()
                        .find(name, coordinate.resourceName())
                        .filter(status -> !expired(status, question.now()))
                        .flatMap(this::value)
                        .ifPresent(value -> scores.put(name, value));
            }
            return scores;
        }

        private static boolean expired(AddOnPlacementScoreStatus status, Instant now) {
            return status.validUntil() != null && now.isAfter(Instant.parse(status.validUntil()));
        }

        private Optional<Long> value(AddOnPlacementScoreStatus status) {
            return status.scores().stream()
                    .filter(score -> score.name().equals(coordinate.scoreName()))
                    .map(Score::value)
                    .map(Integer::longValue)
                    .reduce((first, last) -> last);
        }
    }
}
