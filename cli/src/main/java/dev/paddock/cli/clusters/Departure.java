// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.clusters;

import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.fleet.join.SpokeInstaller;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Takes a cluster off the hub. Its agent works until the hub has let go of it, because withdrawing deliveries is the
 * agent's doing; only then it is ended and its account removed from the cluster.
 */
final class Departure {
    private final LocalHub hub;
    private final Terminal terminal;
    private final String name;

    Departure(LocalHub hub, Terminal terminal, String name) {
        this.hub = hub;
        this.terminal = terminal;
        this.name = name;
    }

    /** The hub has let go of it and its agent is still here: an earlier departure was cut off in between. */
    boolean halfDone() {
        return hub.cluster(name).get() == null && hub.agents().list().contains(name);
    }

    /** Does the rest of a departure that is {@link #halfDone}. */
    void complete() {
        leaveSpoke();
        hub.agents().delete(name);
    }

    /** A cluster with an owner goes by the owner's policy, not past it. */
    ManagedCluster unowned() {
        ManagedCluster cluster = hub.required(name);
        Map<String, String> labels = cluster.getMetadata().getLabels();
        if (labels.containsKey(Labels.POOL) && !"true".equals(labels.get(Labels.ORPHANED))) {
            String owner = labels.getOrDefault(Labels.PROJECT_NAME, "?") + "/" + labels.get(Labels.POOL);
            throw new CliException(
                    ExitCode.REFUSED,
                    "cluster " + name + " belongs to ComputePool " + owner,
                    "delete that, or what made it; its deletion policy decides what becomes of the cluster");
        }
        return cluster;
    }

    List<ManifestWork> works() {
        return hub.client()
                .resources(ManifestWork.class)
                .inNamespace(name)
                .list()
                .getItems();
    }

    /** What was delivered stays when the works go. */
    void orphanWorks() {
        for (ManifestWork work : works()) {
            hub.client()
                    .resources(ManifestWork.class)
                    .inNamespace(name)
                    .withName(work.getMetadata().getName())
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\":{\"deleteOption\":{\"propagationPolicy\":\"Orphan\"}}}");
        }
    }

    /** With force, an agent that will never answer is not waited for. */
    ExitCode detach(String timeout, boolean force) {
        if (force) {
            hub.cluster(name)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\":{\"annotations\":{\"%s\":\"true\"}}}".formatted(Annotations.FORCE_DELETE));
        }
        hub.cluster(name).delete();
        if (!new Availability(hub, terminal).awaitGone(name, timeout)) {
            terminal.err().println("error: the hub has not let go of " + name + " after " + timeout);
            terminal.err()
                    .println("  try: paddock explain managedcluster/" + name
                            + "; run it again to go on, with --force if its agent will never answer");
            return ExitCode.TIMED_OUT;
        }
        complete();
        return ExitCode.OK;
    }

    /** The hub is done with it; a cluster that cannot be reached any more must not hold that up. */
    private void leaveSpoke() {
        Path access = hub.agents().credentials(name).spoke();
        if (!Files.exists(access)) {
            return;
        }
        try (KubernetesClient spoke = LocalHub.client(access, null)) {
            new SpokeInstaller(spoke).remove();
        } catch (KubernetesClientException unreachable) {
            terminal.err()
                    .println("warning: the agent's account stays on " + name + ", which does not answer: "
                            + unreachable.getMessage());
        }
    }
}
