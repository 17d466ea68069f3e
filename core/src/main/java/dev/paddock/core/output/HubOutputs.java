// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a deployment reads of others.
 *
 * @param cycle from the deployment through those it reads back to itself; empty when there is no such way
 */
public record HubOutputs(Map<OutputPath, HubOutput> byPath, List<DeploymentName> cycle) {
    public static final HubOutputs NONE = new HubOutputs(Map.of(), List.of());

    public HubOutputs {
        byPath = Map.copyOf(byPath);
        cycle = List.copyOf(cycle);
    }

    public Optional<HubOutput> get(OutputPath path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** What it waits for, sorted by path. */
    public List<String> waiting() {
        return byPath.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .map(Map.Entry::getValue)
                .filter(HubOutput.Waiting.class::isInstance)
                .map(output -> ((HubOutput.Waiting) output).why())
                .distinct()
                .toList();
    }

    /** Equal as long as rendering again would give nothing new. */
    public String fingerprint() {
        SortedMap<String, String> parts = new TreeMap<>();
        byPath.forEach((path, output) -> parts.put(
                path.toString(),
                output instanceof HubOutput.Known known && known.skipHash() ? "known" : output.toString()));
        return cycle + parts.toString();
    }
}
