// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.Placement;
import dev.paddock.fleet.contract.ContractWatch;
import dev.paddock.fleet.join.BootstrapToken;
import dev.paddock.fleet.placement.PlacementStandIn;
import dev.paddock.fleet.registration.AcceptanceRule;
import dev.paddock.fleet.registration.CertificateApproval;
import dev.paddock.fleet.registration.RegistrationStandIn;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * The hub-side stand-ins, ready to be registered with the operator of the hub's process. Each serves its contract only
 * while that contract's CRD is ours.
 */
public final class StandIns implements AutoCloseable {
    private final KubernetesClient hub;
    private final ContractWatch placements;
    private final ContractWatch clusters;
    private final List<Reconciler<?>> reconcilers;

    public StandIns(KubernetesClient hub, Clock clock, SecureRandom random) {
        this.hub = hub;
        this.placements = new ContractWatch(hub, Placement.class);
        this.clusters = new ContractWatch(hub, ManagedCluster.class);
        this.reconcilers = List.of(
                new PlacementStandIn(hub, clock, placements::isOurs),
                new RegistrationStandIn(hub, clock, new BootstrapToken(hub, clock, random), clusters::isOurs),
                new CertificateApproval(hub, clusters::isOurs));
    }

    /** Before the reconcilers are started: no cluster may slip in unaccepted. */
    public void install() {
        if (clusters.isOurs()) {
            new AcceptanceRule(hub).install();
        }
    }

    public List<Reconciler<?>> reconcilers() {
        return reconcilers;
    }

    @Override
    public void close() {
        placements.close();
        clusters.close();
    }
}
