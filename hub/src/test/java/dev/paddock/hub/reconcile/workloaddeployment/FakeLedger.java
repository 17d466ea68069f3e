// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.core.quota.GpuAmount;
import dev.paddock.core.quota.GpuDemand;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.TreeMap;

/** A ledger with one limit for every family. */
final class FakeLedger implements GpuReservations {

    private final long limit;
    boolean open = true;
    boolean released;

    FakeLedger(long limit) {
        this.limit = limit;
    }

    @Override
    public Answer reserve(WorkloadDeployment deployment, Map<String, GpuDemand> demand) {
        if (!open) {
            return new Answer.NotOpen();
        }
        GpuDemand sum = demand.values().stream().reduce(GpuDemand.NONE, GpuDemand::plus);
        Map<String, GpuUsage> granted = new TreeMap<>();
        for (Map.Entry<String, GpuAmount> family : sum.families().entrySet()) {
            GpuAmount amount = family.getValue();
            if (amount.compareTo(GpuAmount.ofGpus(limit)) > 0) {
                return new Answer.Refused("spec: Forbidden: GPU limit exceeded: family " + family.getKey()
                        + ", requested " + amount + ", used 0, limit " + limit + ", level Project project-a");
            }
            granted.put(family.getKey(), new GpuUsage(limit, null, new Quantity(amount.quantity()), 0L));
        }
        return new Answer.Granted(granted);
    }

    @Override
    public void release(WorkloadDeployment deployment) {
        released = true;
    }
}
