// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.output;

import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.core.output.DeploymentName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who reads whose outputs. Kept in memory only: every deployment is looked at when the hub starts, and says it anew.
 */
public final class OutputReaders {

    /**
     * What others see of a deployment.
     *
     * @param sources whom it reads itself
     * @param outputs by cluster
     */
    record Seen(
            Set<DeploymentName> sources,
            String sharedWith,
            SortedMap<String, Optional<WorkloadStatus.Outputs>> outputs) {
        Seen {
            sources = Set.copyOf(sources);
        }
    }

    private final Map<DeploymentName, Seen> known = new HashMap<>();
    private final Map<DeploymentName, Set<DeploymentName>> readers = new HashMap<>();
    private final Consumer<DeploymentName> wake;

    /** @param wake has a deployment looked at again */
    public OutputReaders(Consumer<DeploymentName> wake) {
        this.wake = wake;
    }

    /** Wakes the readers of {@code name} when what they see of it is not what it was. */
    void record(DeploymentName name, Seen now) {
        Set<DeploymentName> concerned;
        synchronized (this) {
            Seen before = known.put(name, now);
            if (now.equals(before)) {
                return;
            }
            unlink(name, before);
            now.sources()
                    .forEach(source -> readers.computeIfAbsent(source, fresh -> new HashSet<>())
                            .add(name));
            concerned = of(name);
        }
        concerned.forEach(wake);
    }

    /** A deployment is gone; whoever reads it stays on record, and wakes when it is made again. */
    public void forget(DeploymentName name) {
        Set<DeploymentName> concerned;
        synchronized (this) {
            unlink(name, known.remove(name));
            concerned = of(name);
        }
        concerned.forEach(wake);
    }

    synchronized Set<DeploymentName> of(DeploymentName source) {
        return Set.copyOf(readers.getOrDefault(source, Set.of()));
    }

    private void unlink(DeploymentName name, @Nullable Seen before) {
        if (before == null) {
            return;
        }
        for (DeploymentName source : before.sources()) {
            Set<DeploymentName> left = readers.getOrDefault(source, new HashSet<>());
            left.remove(name);
            if (left.isEmpty()) {
                readers.remove(source);
            }
        }
    }
}
