// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import dev.paddock.agent.flux.ArtifactFetch;
import dev.paddock.agent.gateway.GatewaySettings;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.fleet.oci.EnvironmentProxies;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The agent's process: reads the command line, puts the parts together, stops cleanly on a signal. */
@Command(
        name = "paddock-agent",
        description = "Joins a cluster to a Paddock hub, runs what the hub sends and reports back.",
        mixinStandardHelpOptions = true)
public final class AgentMain implements Callable<Integer> {

    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);
    private static final long MEBI = 1L << 20;

    @Option(names = "--cluster", required = true, description = "The cluster's name on the hub.")
    private String cluster = "";

    @Option(names = "--hub-bootstrap", required = true, description = "Kubeconfig to register with.")
    private Path hubBootstrap = Path.of("");

    @Option(
            names = "--hub-kubeconfig",
            required = true,
            description = "Where the agent keeps its own access to the hub; written by the agent, mode 0600.")
    private Path hubKubeconfig = Path.of("");

    @Option(names = "--spoke-kubeconfig", required = true, description = "Access to the cluster itself.")
    private Path spokeKubeconfig = Path.of("");

    @Option(
            names = "--cache-dir",
            description = "Where artifacts are kept; default: artifacts beside --hub-kubeconfig.")
    private @Nullable Path cacheDirectory;

    @Option(names = "--cache-mib", defaultValue = "512", description = "Largest size of the cache (default: 512).")
    private long cacheMebibytes;

    @Option(
            names = "--gateway-dir",
            description = "Serve the Gateway API with the HAProxy that gateway.json in this directory describes.")
    private @Nullable Path gatewayDirectory;

    @Option(names = "--volumes-dir", description = "Provision volumes of StorageClass local in this directory.")
    private @Nullable Path volumesDirectory;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AgentMain()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        // The registry library asks the process which proxy to take, and nobody else.
        ProxySelector.setDefault(EnvironmentProxies.from(System.getenv()));
        AgentSettings settings = new AgentSettings(
                cluster,
                hubBootstrap,
                hubKubeconfig,
                spokeKubeconfig,
                cacheDirectory == null ? hubKubeconfig.toAbsolutePath().resolveSibling("artifacts") : cacheDirectory,
                cacheMebibytes * MEBI,
                ArtifactFetch.fromRegistries(),
                new BackOff(FIRST_RETRY, LONGEST_RETRY, RandomGenerator.getDefault()),
                Clock.systemUTC(),
                gatewayDirectory == null ? Optional.empty() : Optional.of(GatewaySettings.read(gatewayDirectory)),
                Optional.ofNullable(volumesDirectory));
        try (Agent agent = Agent.start(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "shutdown"));
            agent.awaitEnd();
        }
        return 0;
    }
}
