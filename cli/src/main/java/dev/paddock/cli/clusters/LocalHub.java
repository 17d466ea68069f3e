// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.clusters;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.program.AgentProcesses;
import dev.paddock.embedded.program.JavaRuntime;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The hub of this machine with the agents beside it; a spoke's agent runs where its hub does. */
final class LocalHub implements AutoCloseable {
    private final LocalMachine machine;
    private final AgentProcesses agents;
    private final KubernetesClient client;

    private LocalHub(LocalMachine machine, KubernetesClient client) {
        this.machine = machine;
        this.agents = new AgentProcesses(machine, JavaRuntime.ofThisProcess());
        this.client = client;
    }

    static LocalHub open(Terminal terminal) {
        LocalMachine machine = LocalMachine.from(terminal.environment(), terminal.clock(), Progress.silent());
        Path kubeconfig = HubOptions.localKubeconfig(terminal);
        if (!Files.isReadable(kubeconfig)) {
            throw new CliException(
                    ExitCode.UNREACHABLE, "no hub is up on this machine: there is no " + kubeconfig, "paddock up");
        }
        return new LocalHub(machine, client(kubeconfig, null));
    }

    static KubernetesClient client(Path kubeconfig, @Nullable String context) {
        Config config = Config.fromKubeconfig(context, kubeconfig.toFile());
        config.setRequestRetryBackoffLimit(1);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    KubernetesClient client() {
        return client;
    }

    AgentProcesses agents() {
        return agents;
    }

    Home home() {
        return machine.home();
    }

    LocalMachine machine() {
        return machine;
    }

    Resource<ManagedCluster> cluster(String name) {
        return client.resources(ManagedCluster.class).withName(name);
    }

    /** The cluster, or the failure that there is none of that name. */
    ManagedCluster required(String name) {
        ManagedCluster cluster = cluster(name).get();
        if (cluster == null) {
            throw new CliException(ExitCode.NOT_FOUND, "no cluster " + name + " has joined", "paddock cluster list");
        }
        return cluster;
    }

    @Override
    public void close() {
        client.close();
    }
}
