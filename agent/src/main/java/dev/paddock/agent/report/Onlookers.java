// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import dev.paddock.agent.kube.ObjectRef;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which workloads look at objects that are not their own by their labels; several may look at one. */
final class Onlookers {

    private final Map<String, Set<ObjectRef>> objects = new ConcurrentHashMap<>();
    private final Map<ObjectRef, Set<String>> workloads = new ConcurrentHashMap<>();

    /** @param at all that the workload looks at from now on */
    void look(String workload, Set<ObjectRef> at) {
        at.forEach(ref -> workloads.merge(ref, Set.of(workload), Onlookers::union));
        Set<ObjectRef> before = Objects.requireNonNullElse(objects.put(workload, Set.copyOf(at)), Set.of());
        before.stream()
                .filter(ref -> !at.contains(ref))
                .forEach(ref -> workloads.computeIfPresent(ref, (left, who) -> without(who, workload)));
    }

    void forget(String workload) {
        look(workload, Set.of());
        objects.remove(workload);
    }

    Set<String> of(ObjectRef ref) {
        return workloads.getOrDefault(ref, Set.of());
    }

    private static Set<String> union(Set<String> there, Set<String> more) {
        return Stream.concat(there.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Set<String> without(Set<String> there, String gone) {
        Set<String> left = there.stream().filter(name -> !name.equals(gone)).collect(Collectors.toUnmodifiableSet());
        return left.isEmpty() ? null : left;
    }
}
