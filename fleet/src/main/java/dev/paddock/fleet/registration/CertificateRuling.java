// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import dev.paddock.api.ocm.ManagedCluster;
import java.util.Optional;

/** What becomes of a certificate request. */
sealed interface CertificateRuling {

    /** Somebody else's to judge. */
    record NotOurs() implements CertificateRuling {}

    record Approve(String message) implements CertificateRuling {}

    record Deny(String message) implements CertificateRuling {}

    /** Until the administrator has accepted the cluster. */
    record Wait(String message) implements CertificateRuling {}

    static CertificateRuling on(CertificateAsk ask, Optional<ManagedCluster> cluster) {
        if (!ask.isForAgent()) {
            return new NotOurs();
        }
        Optional<String> fault = ask.fault();
        if (fault.isPresent()) {
            return new Deny(fault.get());
        }
        if (cluster.isEmpty()) {
            return new Wait("there is no ManagedCluster " + ask.cluster() + " yet");
        }
        if (cluster.get().getMetadata().getDeletionTimestamp() != null) {
            return new Deny("ManagedCluster " + ask.cluster() + " is being removed");
        }
        boolean accepted =
                cluster.get().getSpec() != null && cluster.get().getSpec().accepted();
        return accepted
                ? new Approve("ManagedCluster " + ask.cluster() + " is accepted")
                : new Wait("ManagedCluster " + ask.cluster() + " is not accepted: set spec.hubAcceptsClient to true");
    }
}
