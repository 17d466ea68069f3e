// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.install;

import dev.paddock.core.pool.AgentState;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.process.ProcessStatus;
import dev.paddock.embedded.program.AgentProcesses;
import dev.paddock.fleet.join.BootstrapToken;
import dev.paddock.fleet.join.SpokeInstaller;
import dev.paddock.providers.AgentInstaller;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares a spoke with its administrator's kubeconfig, gives the agent its credentials and starts it as a local process.
 * The agent then registers by itself. Runs in the background; installing again completes what was cut off.
 */
public final class EmbeddedAgentInstaller implements AgentInstaller {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedAgentInstaller.class);

    private final AgentProcesses processes;
    private final Home home;
    private final BootstrapToken tokens;
    private final ExecutorService background;
    private final Set<String> working = ConcurrentHashMap.newKeySet();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** @param background runs the installations; the caller ends it */
    public EmbeddedAgentInstaller(
            AgentProcesses processes, Home home, BootstrapToken tokens, ExecutorService background) {
        this.processes = processes;
        this.home = home;
        this.tokens = tokens;
        this.background = background;
    }

    @Override
    public void install(String key, String kubeconfig) {
        if (!working.add(key)) {
            return;
        }
        failures.remove(key);
        background.execute(() -> {
            try {
                prepare(key, kubeconfig);
                processes.ensureRunning(key);
            } catch (RuntimeException e) {
                LOG.warn("installing agents failed cluster={}", key, e);
                failures.put(key, String.valueOf(e.getMessage()));
            } finally {
                working.remove(key);
                listeners.forEach(listener -> listener.accept(key));
            }
        });
    }

    @Override
    public AgentState observe(String key) {
        if (working.contains(key)) {
            return new AgentState.Installing();
        }
        String failure = failures.get(key);
        if (failure != null) {
            return new AgentState.Failed(failure);
        }
        boolean runs = processes.joined(key)
                && processes
                        .observe(key)
                        .filter(ProcessStatus.Running.class::isInstance)
                        .isPresent();
        return runs ? new AgentState.Installed() : new AgentState.NotInstalled();
    }

    @Override
    public void remove(String key) {
        failures.remove(key);
        processes.delete(key);
        tokens.revoke(key);
    }

    @Override
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    private void prepare(String key, String kubeconfig) {
        AgentProcesses.Credentials credentials = processes.credentials(key);
        try (KubernetesClient spoke = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build()) {
            home.writeIfChanged(
                    credentials.spoke(),
                    new SpokeInstaller(spoke).install(key, waits -> LOG.info("{} cluster={}", waits, key)));
        }
        home.writeIfChanged(credentials.bootstrap(), tokens.issue(key));
    }
}
