// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.registration;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.ocm.ManagedClusterStatus.ClusterClaim;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a cluster's nodes offer together. Pure.
 *
 * @param simulated there are nodes, and no machine stands behind any of them
 */
record NodeInventory(
        Map<String, Quantity> capacity,
        Map<String, Quantity> allocatable,
        List<ClusterClaim> gpuClaims,
        boolean simulated) {

    private static final String GPU = "nvidia.com/gpu";
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

    static NodeInventory of(Collection<Node> nodes) {
        return new NodeInventory(
                sum(nodes, node -> node.getStatus().getCapacity()),
                sum(nodes, node -> node.getStatus().getAllocatable()),
                gpuClaims(nodes),
                !nodes.isEmpty() && nodes.stream().allMatch(NodeInventory::simulated));
    }

    private static boolean simulated(Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        return labels != null && "true".equals(labels.get(Labels.SIMULATED));
    }

    private static Map<String, Quantity> sum(Collection<Node> nodes, Function<Node, Map<String, Quantity>> resources) {
        TreeMap<String, BigDecimal> sums = new TreeMap<>();
        nodes.stream()
                .filter(node -> node.getStatus() != null)
                .map(resources)
                .filter(Objects::nonNull)
                .forEach(map ->
                        map.forEach((name, amount) -> sums.merge(name, amount.getNumericalAmount(), BigDecimal::add)));
        TreeMap<String, Quantity> quantities = new TreeMap<>();
        sums.forEach((name, amount) -> quantities.put(name, quantity(name, amount)));
        return quantities;
    }

    /** Bytes in Ki as nodes report them; counts plain; fractions of a CPU in milli. */
    private static Quantity quantity(String name, BigDecimal amount) {
        boolean bytes = name.contains("memory") || name.contains("storage") || name.startsWith("hugepages-");
        if (bytes && amount.remainder(KIBI).signum() == 0) {
            return new Quantity(amount.divide(KIBI).toBigInteger().toString(), "Ki");
        }
        return amount.stripTrailingZeros().scale() <= 0
                ? new Quantity(amount.toBigInteger().toString())
                : new Quantity(amount.movePointRight(3).toBigInteger().toString(), "m");
    }

    /** Of each product how many devices there are and how many nodes have them; the hub counts DaemonSets by the latter. */
    private static List<ClusterClaim> gpuClaims(Collection<Node> nodes) {
        TreeMap<String, BigDecimal> claims = new TreeMap<>();
        for (Node node : nodes) {
            Map<String, String> labels = node.getMetadata().getLabels();
            String product = labels == null ? null : labels.get(Labels.GPU_PRODUCT);
            if (product != null && node.getStatus() != null && node.getStatus().getAllocatable() != null) {
                String family = product.toLowerCase(Locale.ROOT);
                Quantity count = node.getStatus().getAllocatable().getOrDefault(GPU, new Quantity("0"));
                claims.merge(family + ".gpu.palette.ai", count.getNumericalAmount(), BigDecimal::add);
                claims.merge(family + ".nodes.palette.ai", BigDecimal.ONE, BigDecimal::add);
            }
        }
        return claims.entrySet().stream()
                .map(entry -> new ClusterClaim(
                        entry.getKey(), entry.getValue().toBigInteger().toString()))
                .toList();
    }
}
