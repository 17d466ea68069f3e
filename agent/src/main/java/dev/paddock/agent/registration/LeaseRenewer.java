// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.registration;

import dev.paddock.api.ocm.OcmNames;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Keeps the cluster's lease on the hub fresh: the sign of life by which the hub judges an agent silent. */
public final class LeaseRenewer {

    private final KubernetesClient hub;
    private final String cluster;
    private final Clock clock;

    public LeaseRenewer(KubernetesClient hub, String cluster, Clock clock) {
        this.hub = hub;
        this.cluster = cluster;
        this.clock = clock;
    }

    /** @param seconds how long the hub may believe it */
    public void renew(int seconds) {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        Lease lease = hub.leases().inNamespace(cluster).withName(OcmNames.LEASE).get();
        if (lease == null) {
            create(seconds, now);
            return;
        }
        Lease renewed = new LeaseBuilder(lease)
                .editOrNewSpec()
                .withHolderIdentity(OcmNames.LEASE)
                .withLeaseDurationSeconds(seconds)
                .withRenewTime(now)
                .endSpec()
                .build();
        hub.resource(renewed).update();
    }

    private void create(int seconds, ZonedDateTime now) {
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(cluster)
                .withName(OcmNames.LEASE)
                .addToLabels(OcmNames.CLUSTER_NAME_LABEL, cluster)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(OcmNames.LEASE)
                .withLeaseDurationSeconds(seconds)
                .withRenewTime(now)
                .endSpec()
                .build();
        try {
            hub.resource(lease).create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
        }
    }
}
