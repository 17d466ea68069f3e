// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.events;

import dev.paddock.agent.kube.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest warnings about what was applied, by the applied object, bounded in number. */
public final class Warnings {

    /** As long as Kubernetes keeps events. */
    static final Duration KEPT = Duration.ofHours(1);

    static final int PER_OBJECT = 8;
    private static final int OBJECTS = 1_000;

    private final Map<ObjectRef, List<Warning>> byRoot = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectRef, List<Warning>> eldest) {
            return size() > OBJECTS;
        }
    };

    /** True when there is something to tell that was not told before: a repetition is none. */
    synchronized boolean add(ObjectRef root, Warning warning) {
        List<Warning> known = byRoot.computeIfAbsent(root, fresh -> new ArrayList<>());
        boolean repeated = known.removeIf(earlier -> earlier.about().equals(warning.about())
                && earlier.reason().equals(warning.reason())
                && earlier.message().equals(warning.message()));
        known.add(warning);
        known.sort(Comparator.comparing(Warning::at).reversed());
        while (known.size() > PER_OBJECT) {
            known.removeLast();
        }
        return !repeated;
    }

    /** Newest first. */
    public synchronized List<Warning> of(ObjectRef root, Instant now) {
        List<Warning> known = byRoot.get(root);
        return known == null
                ? List.of()
                : known.stream()
                        .filter(warning -> warning.at().isAfter(now.minus(KEPT)))
                        .toList();
    }
}
