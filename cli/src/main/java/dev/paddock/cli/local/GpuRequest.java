// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.embedded.ContainerNode;
import dev.paddock.embedded.SimulatedNodePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code --gpus} asks for, per spoke, and the simulated nodes that makes. */
final class GpuRequest {
    /** As many as the machines that carry such GPUs have; a request for more spreads over several nodes. */
    private static final int GPUS_PER_NODE = 8;

    private static final int LONGEST_POOL_NAME = 40;
    private static final int MOST_GPUS = 8_000;
    private static final int CPUS_PER_NODE = 64;
    private static final int MEMORY_MIB_PER_NODE = 512 * 1024;
    private static final Pattern ITEM = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]{0,62})=(\\d{1,5})");

    private GpuRequest() {}

    /** @param items each {@code FAMILY=COUNT}; several may be given separated by commas */
    static Map<String, Integer> parse(List<String> items) {
        Map<String, Integer> gpus = new TreeMap<>();
        for (String item : items) {
            for (String one : item.split(",", -1)) {
                Matcher matcher = ITEM.matcher(one);
                if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > MOST_GPUS) {
                    throw new CliException(
                            ExitCode.USAGE,
                            "--gpus \"%s\": must be FAMILY=COUNT with a count of at most %d".formatted(one, MOST_GPUS),
                            "--gpus NVIDIA-A100=8");
                }
                if (gpus.put(matcher.group(1), Integer.parseInt(matcher.group(2))) != null) {
                    throw new CliException(
                            ExitCode.USAGE,
                            "--gpus names %s twice".formatted(matcher.group(1)),
                            "one count for each family");
                }
            }
        }
        return gpus;
    }

    /** The same on the one node of a spoke whose pods really run. */
    static ContainerNode containerNode(Map<String, Integer> gpus) {
        List<Map.Entry<String, Integer>> wanted =
                gpus.entrySet().stream().filter(entry -> entry.getValue() > 0).toList();
        if (wanted.size() > 1) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--gpus names %d families; a spoke that runs containers has one node, and that has one"
                            .formatted(wanted.size()),
                    "--gpus NVIDIA-A100=8, or --nodes simulated");
        }
        return wanted.isEmpty()
                ? new ContainerNode("cpu", null, 0, Map.of())
                : new ContainerNode(
                        poolName(wanted.getFirst().getKey()),
                        wanted.getFirst().getKey(),
                        wanted.getFirst().getValue(),
                        Map.of());
    }

    private static String poolName(String family) {
        String name =
                family.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return name.length() > LONGEST_POOL_NAME
                ? name.substring(0, LONGEST_POOL_NAME).replaceAll("-$", "")
                : name;
    }

    /** A spoke without any GPU still has one node, so that something can run on it. */
    static List<SimulatedNodePool> pools(Map<String, Integer> gpus) {
        List<SimulatedNodePool> pools = new ArrayList<>();
        gpus.forEach((family, count) -> {
            String name = family.toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            int whole = count / GPUS_PER_NODE;
            int rest = count % GPUS_PER_NODE;
            if (whole > 0) {
                pools.add(pool(name, whole, family, GPUS_PER_NODE));
            }
            if (rest > 0) {
                pools.add(pool(name + "-x" + rest, 1, family, rest));
            }
        });
        if (pools.isEmpty()) {
            pools.add(new SimulatedNodePool("cpu", 1, CPUS_PER_NODE, MEMORY_MIB_PER_NODE, null, 0, Map.of()));
        }
        return pools;
    }

    private static SimulatedNodePool pool(String name, int nodes, String family, int gpus) {
        String shortened = name.length() > 40 ? name.substring(0, 38) : name;
        return new SimulatedNodePool(shortened, nodes, CPUS_PER_NODE, MEMORY_MIB_PER_NODE, family, gpus, Map.of());
    }
}
