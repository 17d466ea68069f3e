// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.NodePool;
import dev.paddock.core.quota.GpuFamily;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refusals by a GPU limit, read back from the text that admission and conditions carry (its form is fixed, api.md 7.1
 * Q11), and the smallest changes to the object that would fit.
 */
record QuotaWords(String family, BigDecimal requested, BigDecimal used, BigDecimal limit, String level) {
    private static final Pattern REFUSAL = Pattern.compile(
            "GPU limit exceeded: family (\\S+), requested ([0-9.]+), used ([0-9.]+), limit ([0-9.]+), level ([^;,\\]]+)");

    static List<QuotaWords> in(String message) {
        List<QuotaWords> refusals = new ArrayList<>();
        Matcher matcher = REFUSAL.matcher(message);
        while (matcher.find()) {
            refusals.add(new QuotaWords(
                    matcher.group(1),
                    new BigDecimal(matcher.group(2)),
                    new BigDecimal(matcher.group(3)),
                    new BigDecimal(matcher.group(4)),
                    matcher.group(5).strip()));
        }
        return refusals;
    }

    /** The rule in words: {@code ComputeProfile project-a/x allows 4 NVIDIA-A100, 0 of them are held by others}. */
    String rule() {
        return "%s allows %s %s; others hold %s, this asks for %s".formatted(level, limit, family, used, requested);
    }

    BigDecimal room() {
        return limit.subtract(used).max(BigDecimal.ZERO);
    }

    /** What would make it fit, given the cluster it asks for; null where it asks for none. */
    List<String> wouldFit(@Nullable ClusterSpec cluster) {
        List<String> ways = new ArrayList<>();
        long whole = room().setScale(0, RoundingMode.FLOOR).longValueExact();
        onlyPool(cluster).ifPresent(pool -> ways.addAll(inPool(pool, whole)));
        if (ways.isEmpty() && whole > 0) {
            ways.add("with count <= %d of %s in all".formatted(whole, family));
        }
        BigDecimal missing = requested.subtract(room()).setScale(0, RoundingMode.CEILING);
        ways.add("with the limit of %s raised by %s".formatted(level, missing));
        return ways;
    }

    private List<String> inPool(NodePool pool, long room) {
        List<String> ways = new ArrayList<>();
        int nodes = pool.boundNodes();
        int devices = pool.gpu() == null ? 0 : pool.gpu().devices();
        if (nodes > 0 && room / nodes > 0) {
            ways.add("with count <= %d in worker pool %s%s"
                    .formatted(room / nodes, pool.name(), nodes == 1 ? "" : " (%d nodes)".formatted(nodes)));
        }
        if (nodes > 1 && devices > 0 && room / devices > 0) {
            ways.add("with %s <= %d in worker pool %s"
                    .formatted(pool.maxNodes() == null ? "nodes" : "maxNodes", room / devices, pool.name()));
        }
        return ways;
    }

    /** The one pool that asks for the family; with several there is no single number to lower. */
    private Optional<NodePool> onlyPool(@Nullable ClusterSpec cluster) {
        if (cluster == null
                || (cluster.controlPlanePool() != null
                        && cluster.controlPlanePool().gpu() != null)) {
            return Optional.empty();
        }
        List<NodePool> asking = cluster.workerPools().stream()
                .filter(pool -> pool.gpu() != null
                        && GpuFamily.normalise(pool.gpu().family()).equals(family))
                .toList();
        return asking.size() == 1 ? Optional.of(asking.getFirst()) : Optional.empty();
    }
}
