// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

/** How far the agents of a cluster are installed. Whether they have joined is the ManagedCluster's to say. */
public sealed interface AgentState {
    record NotInstalled() implements AgentState {}

    record Installing() implements AgentState {}

    record Installed() implements AgentState {}

    record Failed(String message) implements AgentState {}
}
