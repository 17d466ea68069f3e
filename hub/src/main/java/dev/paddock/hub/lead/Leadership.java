// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.lead;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the Lease that says which hub leads. A holder that died on this machine is not waited for: its process can be
 * looked up. Whoever loses the Lease must stop at once; that is the caller's business.
 */
public final class Leadership {
    public static final String LEASE = "paddock-hub";

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration LEASE_DURATION = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final String namespace;
    private final HubIdentity self;

    public Leadership(KubernetesClient client, String namespace, HubIdentity self) {
        this.client = client;
        this.namespace = namespace;
        this.self = self;
    }

    /**
     * Joins the election and returns at once.
     *
     * @param leading called once this process leads
     * @param lost called when it does no longer, unless it gave the Lease back itself
     */
    public Candidacy start(ExecutorService executor, Runnable leading, Runnable lost) {
        dismissDeadHolder();
        Candidacy candidacy = new Candidacy(lost);
        candidacy.heldBy(client.leaderElector()
                .withConfig(new LeaderElectionConfigBuilder()
                        .withName(LEASE)
                        .withLock(new LeaseLock(namespace, LEASE, self.toString()))
                        .withLeaseDuration(LEASE_DURATION)
                        .withRenewDeadline(RENEW_DEADLINE)
                        .withRetryPeriod(RETRY)
                        .withReleaseOnCancel()
                        .withLeaderCallbacks(new LeaderCallbacks(
                                () -> executor.execute(leading),
                                candidacy::over,
                                leader -> LOG.info("leader changed holder={} self={}", leader, self)))
                        .build())
                .build()
                .start());
        return candidacy;
    }

    private void dismissDeadHolder() {
        Lease lease = client.leases().inNamespace(namespace).withName(LEASE).get();
        String holder = lease == null || lease.getSpec() == null
                ? null
                : lease.getSpec().getHolderIdentity();
        if (lease == null
                || holder == null
                || HubIdentity.parse(holder).filter(HubIdentity::isKnownDead).isEmpty()) {
            return;
        }
        try {
            lease.getSpec().setHolderIdentity("");
            client.resource(lease)
                    .lockResourceVersion(lease.getMetadata().getResourceVersion())
                    .update();
            LOG.info("lease freed of a hub that died holder={}", holder);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            // another hub was quicker; the election decides between us
        }
    }
}
