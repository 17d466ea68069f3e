// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.clusters;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/**
 * Refuses to join what is known already: one cluster under two names would be counted and delivered to twice, and two agents
 * on one cluster would take each other's account away.
 */
final class JoinRules {
    private static final String IDENTITY_CLAIM = "id.k8s.io";

    private final LocalHub hub;
    private final String name;

    JoinRules(LocalHub hub, String name) {
        this.hub = hub;
        this.name = name;
    }

    /** @param identity what the cluster calls itself on a hub */
    void check(KubernetesClient spoke, String identity) {
        refuseTakenName();
        refuseOtherName(identity);
        refuseOtherAgent(spoke);
    }

    private void refuseTakenName() {
        ManagedCluster known = hub.cluster(name).get();
        if (known == null) {
            return;
        }
        String pool = known.getMetadata().getLabels().get(Labels.POOL);
        if (pool != null) {
            throw new CliException(
                    ExitCode.REFUSED, "cluster " + name + " was made by ComputePool " + pool, "choose another name");
        }
        if (known.getMetadata().getDeletionTimestamp() != null) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "cluster " + name + " is being removed from the hub",
                    "paddock cluster remove " + name + ", which waits until it is; then join it again");
        }
    }

    private void refuseOtherName(String identity) {
        for (ManagedCluster other :
                hub.client().resources(ManagedCluster.class).list().getItems()) {
            boolean same = claim(other).filter(identity::equals).isPresent();
            if (same && !other.getMetadata().getName().equals(name)) {
                throw otherName(
                        "this cluster has already joined as ",
                        other.getMetadata().getName());
            }
        }
    }

    /** The hub may have let go of the other name already, and its agent be left: its removal was cut off. */
    private void refuseOtherAgent(KubernetesClient spoke) {
        String server = spoke.getConfiguration().getMasterUrl();
        for (String other : hub.agents().list()) {
            boolean same = hub.home()
                    .read(hub.agents().credentials(other).spoke())
                    .filter(access ->
                            server.equals(Config.fromKubeconfig(access).getMasterUrl()))
                    .isPresent();
            if (same && !other.equals(name)) {
                throw otherName("an agent on this machine still works on this cluster as ", other);
            }
        }
    }

    private static CliException otherName(String what, String other) {
        return new CliException(
                ExitCode.REFUSED, what + other, "paddock cluster remove " + other + ", to join it under another name");
    }

    private static Optional<String> claim(ManagedCluster cluster) {
        return cluster.getStatus() == null
                ? Optional.empty()
                : cluster.getStatus().clusterClaims().stream()
                        .filter(claim -> claim.name().equals(IDENTITY_CLAIM))
                        .map(claim -> claim.value())
                        .findFirst();
    }
}
