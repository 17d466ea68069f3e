// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import dev.paddock.core.quota.GpuFamily;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The GPUs of a cluster by family, as far as its agent claims them: how many there are, and how many nodes have them. Nodes
 * themselves, and so which of them a selector matches, are known on the spoke only.
 */
public record ClusterGpus(SortedMap<String, Family> families) {
    public static final ClusterGpus NONE = new ClusterGpus(Collections.emptySortedMap());

    private static final Pattern CLAIM = Pattern.compile("(?<family>.+)\\.(?<what>gpu|nodes)\\.palette\\.ai");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    /** @param nodes empty when nobody says: agents older than the claim, or other agents than ours */
    public record Family(long devices, Optional<Long> nodes) {
        private static final Family UNKNOWN = new Family(0, Optional.empty());

        private Family plusDevices(long more) {
            return new Family(devices + more, nodes);
        }

        private Family plusNodes(long more) {
            return new Family(devices, Optional.of(nodes.orElse(0L) + more));
        }
    }

    public ClusterGpus {
        families = Collections.unmodifiableSortedMap(new TreeMap<>(families));
    }

    /** Reads claims {@code <product>.gpu.palette.ai} and {@code <product>.nodes.palette.ai}; passes over all others. */
    public static ClusterGpus ofClaims(Map<String, String> claims) {
        SortedMap<String, Family> families = new TreeMap<>();
        claims.forEach((name, value) -> {
            Matcher claim = CLAIM.matcher(name);
            if (claim.matches() && COUNT.matcher(value).matches()) {
                long count = Long.parseLong(value);
                families.compute(GpuFamily.normalise(claim.group("family")), (family, known) -> {
                    Family before = known == null ? Family.UNKNOWN : known;
                    return claim.group("what").equals("gpu") ? before.plusDevices(count) : before.plusNodes(count);
                });
            }
        });
        return new ClusterGpus(families);
    }

    /** The families of which there is at least one device. */
    Set<String> offered() {
        Set<String> offered = new TreeSet<>();
        families.forEach((family, known) -> {
            if (known.devices() > 0) {
                offered.add(family);
            }
        });
        return offered;
    }

    Family of(String family) {
        return families.getOrDefault(family, Family.UNKNOWN);
    }
}
