// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.core.quota.GpuDemand;
import java.util.Map;

/**
 * The quota ledger as a deployment needs it. An answer is kept in the deployment's {@code status.gpu} before anything is published, so
 * that the ledger can be rebuilt from the objects. Which cluster's demand counts at which level is the ledger's business.
 */
public interface GpuReservations {

    /**
     * Asks for exactly {@code demand}, in place of what the deployment holds now. Asking again for the same changes nothing.
     *
     * @param demand by cluster; dedicated clusters are not in it, their nodes are counted instead
     */
    Answer reserve(WorkloadDeployment deployment, Map<String, GpuDemand> demand);

    /** Gives back all that the deployment holds; its pods are gone. */
    void release(WorkloadDeployment deployment);

    /** What the ledger says. */
    sealed interface Answer {

        /** @param gpu what {@code status.gpu} shall say */
        record Granted(Map<String, GpuUsage> gpu) implements Answer {
            public Granted {
                gpu = Map.copyOf(gpu);
            }
        }

        /** @param message every limit that does not hold, as field errors */
        record Refused(String message) implements Answer {}

        /** The ledger is still being rebuilt after a start. */
        record NotOpen() implements Answer {}
    }
}
