// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What this process has done since it started, for whoever watches it. Nothing is decided by it. */
final class HubCounts implements Metrics {
    private final ConcurrentMap<String, LongAdder> reconciliations = new ConcurrentSkipListMap<>();
    private final LongAdder renders = new LongAdder();
    private final LongAdder publishes = new LongAdder();

    /** Each that was begun, of whatever outcome, by the kind of its object. */
    SortedMap<String, Long> reconciliations() {
        SortedMap<String, Long> counted = new TreeMap<>();
        reconciliations.forEach((kind, count) -> counted.put(kind, count.sum()));
        return counted;
    }

    /** Renderings of a deployment's templates, also of those that gave what was published before. */
    long renders() {
        return renders.sum();
    }

    /** Artifacts that were offered to a registry. */
    long publishes() {
        return publishes.sum();
    }

    void rendered() {
        renders.increment();
    }

    void published() {
        publishes.increment();
    }

    @Override
    public void reconciliationExecutionStarted(HasMetadata resource, Map<String, Object> metadata) {
        reconciliations
                .computeIfAbsent(resource.getKind(), kind -> new LongAdder())
                .increment();
    }
}
