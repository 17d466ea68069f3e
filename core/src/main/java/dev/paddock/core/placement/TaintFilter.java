// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec.Taint;
import dev.paddock.api.ocm.ManagedClusterSpec.TaintEffect;
import dev.paddock.api.ocm.PlacementSpec.Toleration;
import dev.paddock.api.ocm.PlacementSpec.TolerationOperator;
import dev.paddock.core.placement.Outcome.Misconfigured;
import dev.paddock.core.placement.Outcome.Ok;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the clusters whose taints the Placement tolerates, and knows when a toleration that is limited in time runs out.
 * {@code PreferNoSelect} keeps nothing away, as upstream: it has no effect on scores either.
 */
final class TaintFilter {
    private static final String NAME = "TaintToleration";

    Outcome<Tolerated> filter(PlacementQuestion question, List<ManagedCluster> clusters) {
        if (clusters.isEmpty()) {
            return new Ok<>(new Tolerated(clusters, Optional.empty()));
        }
        for (Toleration toleration : question.spec().tolerations()) {
            if (isEmpty(toleration.key()) && toleration.operator() != TolerationOperator.EXISTS) {
                return new Misconfigured<>(NAME, "If the key is empty, operator must be Exists.");
            }
            if (toleration.operator() == TolerationOperator.EXISTS && !isEmpty(toleration.value())) {
                return new Misconfigured<>(NAME, "If the operator is Exists, the value should be empty.");
            }
        }
        List<ManagedCluster> kept = new ArrayList<>();
        Optional<Instant> soonest = Optional.empty();
        for (ManagedCluster cluster : clusters) {
            Verdict verdict = judge(cluster, question);
            if (verdict.tolerated()) {
                kept.add(cluster);
                soonest = earlier(soonest, verdict.until());
            }
        }
        return new Ok<>(new Tolerated(kept, soonest));
    }

    private static Verdict judge(ManagedCluster cluster, PlacementQuestion question) {
        boolean chosenBefore =
                question.decisions().own().contains(cluster.getMetadata().getName());
        Optional<Instant> soonest = Optional.empty();
        List<Taint> taints =
                cluster.getSpec() == null ? List.of() : cluster.getSpec().taints();
        for (Taint taint : taints) {
            boolean harmless = taint.effect() == TaintEffect.PREFER_NO_SELECT
                    || (taint.effect() == TaintEffect.NO_SELECT_IF_NEW && chosenBefore);
            if (harmless) {
                continue;
            }
            Verdict verdict = judge(taint, question);
            if (!verdict.tolerated()) {
                return verdict;
            }
            soonest = earlier(soonest, verdict.until());
        }
        return new Verdict(true, soonest);
    }

    private static Verdict judge(Taint taint, PlacementQuestion question) {
        for (Toleration toleration : question.spec().tolerations()) {
            if (!covers(toleration, taint)) {
                continue;
            }
            if (toleration.tolerationSeconds() == null) {
                return new Verdict(true, Optional.empty());
            }
            Instant end = taint.timeAdded() == null
                    ? Instant.MIN
                    : Instant.parse(taint.timeAdded()).plusSeconds(toleration.tolerationSeconds());
            if (question.now().isBefore(end)) {
                return new Verdict(true, Optional.of(end));
            }
        }
        return new Verdict(false, Optional.empty());
    }

    private static boolean covers(Toleration toleration, Taint taint) {
        if (toleration.effect() != null && toleration.effect() != taint.effect()) {
            return false;
        }
        if (!isEmpty(toleration.key()) && !taint.key().equals(toleration.key())) {
            return false;
        }
        return toleration.operator() == TolerationOperator.EXISTS
                || text(toleration.value()).equals(text(taint.value()));
    }

    static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }

    private static boolean isEmpty(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** The clusters kept, and when the first of their time-limited tolerations ends. */
    record Tolerated(List<ManagedCluster> clusters, Optional<Instant> until) {}

    private record Verdict(boolean tolerated, Optional<Instant> until) {}
}
