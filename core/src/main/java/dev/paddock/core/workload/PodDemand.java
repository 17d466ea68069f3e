// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.quota.GpuAmount;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The GPUs one pod holds at most, by the kind of device it names: containers and sidecars run together, an init container runs beside the
 * sidecars started before it. A share of a time-sliced device counts as a whole one: how many share it is known on the node only, and a
 * limit must not be passed by not knowing.
 */
final class PodDemand {

    private static final Pattern MIG = Pattern.compile("nvidia\\.com/mig-(\\d+)g\\.\\d+gb(?:\\.[a-z]+)*");
    private static final Map<String, String> WHOLE_DEVICES = Map.of(
            "nvidia.com/gpu", "NVIDIA",
            "nvidia.com/gpu.shared", "NVIDIA",
            "amd.com/gpu", "AMD",
            "habana.ai/gaudi", "HABANA");
    private static final int MIG_SLICES = 7;
    private static final int MIG_SLICES_A30 = 4;

    private PodDemand() {}

    /** Amounts by vendor of what {@code podSpec} asks for; MIG slices of an A30 are quarters, all others sevenths. */
    static Map<String, GpuAmount> of(JsonNode podSpec, boolean a30) {
        Map<String, GpuAmount> running = new TreeMap<>();
        podSpec.path("containers").forEach(container -> merge(running, container(container, a30), GpuAmount::plus));
        Map<String, GpuAmount> sidecars = new TreeMap<>();
        Map<String, GpuAmount> peakOfInit = new TreeMap<>();
        for (JsonNode container : podSpec.path("initContainers")) {
            Map<String, GpuAmount> own = container(container, a30);
            if ("Always".equals(container.path("restartPolicy").asText())) {
                merge(sidecars, own, GpuAmount::plus);
                merge(peakOfInit, sidecars, PodDemand::larger);
            } else {
                Map<String, GpuAmount> together = new TreeMap<>(sidecars);
                merge(together, own, GpuAmount::plus);
                merge(peakOfInit, together, PodDemand::larger);
            }
        }
        merge(running, sidecars, GpuAmount::plus);
        merge(running, peakOfInit, PodDemand::larger);
        return running;
    }

    private static Map<String, GpuAmount> container(JsonNode container, boolean a30) {
        JsonNode resources = container.path("resources");
        JsonNode amounts = resources.path("limits").isObject() ? resources.path("limits") : resources.path("requests");
        Map<String, GpuAmount> sum = new TreeMap<>();
        amounts.properties().forEach(entry -> {
            String vendor = WHOLE_DEVICES.get(entry.getKey());
            Matcher mig = MIG.matcher(entry.getKey());
            if (vendor != null) {
                sum.merge(vendor, GpuAmount.ofQuantity(entry.getValue().asText()), GpuAmount::plus);
            } else if (mig.matches()) {
                GpuAmount slice = GpuAmount.ofFraction(Long.parseLong(mig.group(1)), a30 ? MIG_SLICES_A30 : MIG_SLICES);
                sum.merge("NVIDIA", slice.times(entry.getValue().asLong()), GpuAmount::plus);
            }
        });
        sum.values().removeIf(GpuAmount::isNone);
        return sum;
    }

    private static GpuAmount larger(GpuAmount a, GpuAmount b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static void merge(Map<String, GpuAmount> into, Map<String, GpuAmount> from, BinaryOperator<GpuAmount> how) {
        from.forEach((vendor, amount) -> into.merge(vendor, amount, how));
    }
}
