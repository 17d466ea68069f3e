// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import dev.paddock.agent.flux.ArtifactFetch;
import dev.paddock.agent.gateway.GatewaySettings;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.core.health.StatusEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Everything that differs between one agent and another, and between a process and a test.
 *
 * @param gateway of a cluster that has one beside it
 * @param volumes the directory for volumes of a cluster whose node is this machine
 * @param cue evaluates what definitions say about health in CUE, where the agent was given a worker for it
 */
record AgentSettings(
        String cluster,
        Path hubBootstrap,
        Path hubKubeconfig,
        Path spokeKubeconfig,
        Path cacheDirectory,
        long cacheBytes,
        ArtifactFetch source,
        BackOff backOff,
        Clock clock,
        Optional<GatewaySettings> gateway,
        Optional<Path> volumes,
        Optional<StatusEngine> cue) {}
