// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.embedded.ClusterHandle;
import dev.paddock.embedded.ClusterSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The cluster that the hub keeps its objects in. Which one it is, is settled by the first {@code up} of a state directory. */
sealed interface HubCluster {
    /** User of the hub's own process. */
    String USER = "paddock-hub";

    /** Returns when its API server answers. */
    ClusterHandle ensureApiServer();

    /** Returns when everything else of it runs too. */
    void ensureControllers();

    /** Writes a kubeconfig for the hub's own user, unless one that is good for longer is there. */
    void writeAccess(ClusterHandle cluster, Path target);

    static HubCluster of(LocalFleet fleet) {
        return isGiven(fleet) ? new Given(fleet) : new Embedded(fleet);
    }

    /** Whether a cluster that existed before is the hub; its administrator's kubeconfig is then all that is on record here. */
    static boolean isGiven(LocalFleet fleet) {
        return fleet.clusters().record(LocalFleet.HUB).isEmpty() && Files.exists(kubeconfig(fleet));
    }

    static Path kubeconfig(LocalFleet fleet) {
        return fleet.home().cluster(LocalFleet.HUB).resolve("kubeconfig");
    }

    /** A control plane of this machine. */
    record Embedded(LocalFleet fleet) implements HubCluster {
        @Override
        public ClusterHandle ensureApiServer() {
            return fleet.clusters().ensureApiServer(LocalFleet.HUB, spec());
        }

        @Override
        public void ensureControllers() {
            fleet.clusters().ensureRunning(LocalFleet.HUB, spec());
        }

        @Override
        public void writeAccess(ClusterHandle cluster, Path target) {
            fleet.clusters().writeKubeconfig(LocalFleet.HUB, target, USER, List.of());
        }

        private ClusterSpec spec() {
            return new ClusterSpec(fleet.clusters().kubernetesVersion(), List.of());
        }
    }

    /** A cluster that somebody else runs: it is used, never started and never stopped. */
    record Given(LocalFleet fleet) implements HubCluster {
        @Override
        public ClusterHandle ensureApiServer() {
            return new GivenCluster(fleet).reach();
        }

        @Override
        public void ensureControllers() {
            // whoever runs the cluster runs its controllers
        }

        @Override
        public void writeAccess(ClusterHandle cluster, Path target) {
            new HubAccess(fleet).ensure(cluster, target);
        }
    }
}
