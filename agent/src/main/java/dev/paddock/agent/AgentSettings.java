// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import dev.paddock.agent.flux.ArtifactFetch;
import dev.paddock.agent.queue.BackOff;
import java.nio.file.Path;
import java.time.Clock;

/** Everything that differs between one agent and another, and between a process and a test. */
record AgentSettings(
        String cluster,
        Path hubBootstrap,
        Path hubKubeconfig,
        Path spokeKubeconfig,
        Path cacheDirectory,
        long cacheBytes,
        ArtifactFetch source,
        BackOff backOff,
        Clock clock) {}
