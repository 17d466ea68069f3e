// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import dev.paddock.fleet.join.BootstrapToken;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a certificate request asks for, read out of it once.
 *
 * @param cluster the cluster that its label names
 * @param requester who sent it, as the API server established
 * @param bootstraps the cluster that the requester's bootstrap token was issued for
 */
record CertificateAsk(
        String cluster,
        String commonName,
        Set<String> organizations,
        Set<String> usages,
        String requester,
        Set<String> requesterGroups,
        Optional<String> bootstraps) {
    private static final Set<String> CLIENT_USAGES = Set.of("digital signature", "key encipherment", "client auth");

    /**
     * Other parties may ask for certificates under the same label, say the agents of an add-on: those are not judged here,
     * not even to be denied.
     */
    boolean isForAgent() {
        return commonName.equals(AgentIdentity.user(cluster));
    }

    /** The first fault that no waiting will mend. */
    Optional<String> fault() {
        if (!organizations.equals(Set.of(AgentIdentity.group(cluster), AgentIdentity.ALL_CLUSTERS_GROUP))) {
            return Optional.of("the organizations must be " + AgentIdentity.group(cluster) + " and "
                    + AgentIdentity.ALL_CLUSTERS_GROUP + ", not " + sorted(organizations));
        }
        if (!CLIENT_USAGES.containsAll(usages)) {
            return Optional.of("the usages may only be " + sorted(CLIENT_USAGES) + ", not " + sorted(usages));
        }
        if (requester.equals(AgentIdentity.user(cluster))) {
            return Optional.empty();
        }
        if (!requesterGroups.contains(BootstrapToken.GROUP)) {
            return Optional.of(
                    "user " + requester + " is neither the cluster's agent nor in group " + BootstrapToken.GROUP);
        }
        return bootstraps.filter(cluster::equals).isPresent()
                ? Optional.empty()
                : Optional.of("the bootstrap token was issued for cluster " + bootstraps.orElse("<none>") + ", not for "
                        + cluster + "; get a token for it with \"paddock cluster join " + cluster + "\"");
    }

    private static List<String> sorted(Set<String> texts) {
        return texts.stream().sorted().toList();
    }
}
