// SPDX-License-Identifier: Apache-2.0
package dev.paddock.providers;

import dev.paddock.core.pool.AgentState;
import java.util.function.Consumer;

/**
 * Brings the agents of a spoke into being. Like a provider it names a cluster by its key, returns at once and may be
 * repeated; whether the agents have joined is the ManagedCluster's to say, not this interface's.
 */
public interface AgentInstaller {
    /** @param kubeconfig of the cluster's administrator */
    void install(String key, String kubeconfig);

    AgentState observe(String key);

    /** Ends the agents and forgets their credentials; what is not there is no fault. */
    void remove(String key);

    /** @param listener given the cluster's key, on any thread; must be quick */
    void onChange(Consumer<String> listener);
}
