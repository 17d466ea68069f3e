// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.embedded.ClusterHandle;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.program.AgentProcesses;
import dev.paddock.fleet.join.BootstrapToken;
import dev.paddock.fleet.join.SpokeInstaller;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Makes clusters of this machine spokes of its hub: consent, access, agent. Repeating it changes nothing that still holds. */
final class SpokeJoin {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final LocalFleet fleet;
    private final ClusterHandle hubCluster;

    SpokeJoin(LocalFleet fleet, ClusterHandle hubCluster) {
        this.fleet = fleet;
        this.hubCluster = hubCluster;
    }

    /**
     * Joins a spoke that {@code up} itself makes: accepted beforehand, and shared by all projects.
     *
     * @param containers whether its node runs containers
     */
    void join(ClusterHandle spoke, boolean containers) {
        Instant began = fleet.machine().clock().instant();
        String subject = "agent " + spoke.name();
        fleet.report(subject, Progress.State.STARTING, "", began);
        try (KubernetesClient hub = FleetUp.client(hubCluster.kubeconfig())) {
            accept(hub, spoke.name(), containers);
            connect(hub, spoke);
            fleet.agents().ensureRunning(spoke.name());
            fleet.report(subject, Progress.State.STARTING, "registering with the hub", began);
            fleet.machine()
                    .processes()
                    .awaitReady(
                            AgentProcesses.id(spoke.name()),
                            PATIENCE,
                            () -> fleet.machine().processes().alive("hub") && available(hub, spoke.name()));
        }
        fleet.report(subject, Progress.State.READY, "joined", began);
    }

    /** Starts the agent of a cluster that the hub has joined, with addresses that are right again if they changed. */
    void resume(ClusterHandle spoke) {
        if (fleet.agents().joined(spoke.name())) {
            try (KubernetesClient hub = FleetUp.client(hubCluster.kubeconfig())) {
                connect(hub, spoke);
            }
            fleet.agents().ensureRunning(spoke.name());
        }
    }

    /** The same for a cluster that is not of this machine. */
    void resume(String name) {
        if (fleet.agents().joined(name)) {
            try (KubernetesClient hub = FleetUp.client(hubCluster.kubeconfig())) {
                letIn(hub, name);
            }
            fleet.agents().ensureRunning(name);
        }
    }

    /** An object that is there may have been changed on purpose, and stays as it is. */
    private static void accept(KubernetesClient hub, String name, boolean containers) {
        if (hub.resources(ManagedCluster.class).withName(name).get() != null) {
            return;
        }
        ManagedCluster cluster = new ManagedCluster();
        cluster.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .addToLabels(Labels.MODE, Mode.SHARED.text())
                .addToLabels(Labels.NODES, containers ? "containers" : "simulated")
                .build());
        cluster.setSpec(ManagedClusterSpec.joined(List.of()));
        hub.resource(cluster).fieldManager("paddock").serverSideApply();
    }

    private void connect(KubernetesClient hub, ClusterHandle spoke) {
        Path file = fleet.agents().credentials(spoke.name()).spoke();
        if (!names(file, spoke.server())) {
            try (KubernetesClient client = FleetUp.client(spoke.kubeconfig())) {
                Instant began = fleet.machine().clock().instant();
                Consumer<String> says =
                        waits -> fleet.report("agent " + spoke.name(), Progress.State.WAITING, waits, began);
                fleet.home().write(file, new SpokeInstaller(client).install(spoke.name(), says));
            }
        }
        letIn(hub, spoke.name());
    }

    /** An agent that has worked with this hub needs no token; one whose hub has moved registers again. */
    private void letIn(KubernetesClient hub, String name) {
        AgentProcesses.Credentials credentials = fleet.agents().credentials(name);
        if (!names(credentials.hub(), hubCluster.server())) {
            fleet.agents().stop(name);
            fleet.home().deleteFile(credentials.hub());
            fleet.home()
                    .write(
                            credentials.bootstrap(),
                            new BootstrapToken(hub, fleet.machine().clock(), new SecureRandom()).issue(name));
        }
    }

    private boolean names(Path kubeconfig, String server) {
        return fleet.home()
                .read(kubeconfig)
                .filter(text -> text.contains(server))
                .isPresent();
    }

    private static boolean available(KubernetesClient hub, String name) {
        ManagedCluster cluster =
                hub.resources(ManagedCluster.class).withName(name).get();
        return cluster != null
                && cluster.getStatus() != null
                && cluster.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals(OcmNames.CONDITION_AVAILABLE)
                                && condition.getStatus().equals("True"));
    }
}
