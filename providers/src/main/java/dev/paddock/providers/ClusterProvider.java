// SPDX-License-Identifier: Apache-2.0
package dev.paddock.providers;

import dev.paddock.core.pool.ClusterPlan;
import dev.paddock.core.pool.ClusterState;
import dev.paddock.core.pool.Machine;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes clusters out of machines. Every operation names a cluster by its key, may be repeated, and may be cut off at any
 * point: the next call completes it. {@link #create}, {@link #scale} and {@link #delete} return at once; what became of
 * them is seen with {@link #observe}. What only some providers can do is an interface of its own, found by
 * {@code instanceof}.
 */
public interface ClusterProvider {
    /** As {@code providerRef.name} writes it. */
    String name();

    /** The values of {@code cluster.cloud} it serves. */
    Set<String> clouds();

    /** All machines, also those in use. */
    List<Machine> listMachines();

    /** What a cluster can be made from, by name; for a ClusterProfile to refer to. */
    List<ClusterTemplate> listTemplates();

    void create(ClusterPlan plan);

    /** Changes the number of nodes of a cluster that is there. */
    void scale(ClusterPlan plan);

    void delete(String key);

    /** Of the administrator; empty until there is one. */
    Optional<String> kubeconfig(String key);

    ClusterState observe(String key);
}
