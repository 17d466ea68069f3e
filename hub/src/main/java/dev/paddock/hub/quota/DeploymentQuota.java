// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.quota;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.GpuReport;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.Owner;
import dev.paddock.core.quota.QuotaRequest;
import dev.paddock.core.quota.Refusal;
import dev.paddock.core.quota.Verdict;
import dev.paddock.core.status.Conditions;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.reconcile.workloaddeployment.GpuReservations;
import java.util.List;
import java.util.Map;

/**
 * Asks the ledger for what the pods of a deployment need, before anything of it is published. The clusters of one
 * deployment are taken to be of one owner: an MLPlatform has one cluster.
 */
public final class DeploymentQuota implements GpuReservations {
    private final Ledger ledger;
    private final SharedCharge shared;

    public DeploymentQuota(HubCache cache, TenancyLookup tenancies, Ledger ledger) {
        this.ledger = ledger;
        this.shared = new SharedCharge(cache, tenancies);
    }

    @Override
    public Answer reserve(WorkloadDeployment deployment, Map<String, GpuDemand> demand) {
        if (!ledger.isOpen()) {
            return new Answer.NotOpen();
        }
        List<Level> levels = shared.levels(deployment);
        String uid = deployment.getMetadata().getUid();
        if (levels.isEmpty()) {
            ledger.release(uid);
            return new Answer.Granted(Map.of());
        }
        GpuDemand total = demand.values().stream().reduce(GpuDemand.NONE, GpuDemand::plus);
        Owner owner = new Owner(
                uid,
                "WorkloadDeployment",
                deployment.getMetadata().getNamespace(),
                deployment.getMetadata().getName());
        return switch (ledger.request(new QuotaRequest(owner, total, levels))) {
            case Verdict.Granted granted -> {
                ledger.observeUsed(uid, isHealthy(deployment) ? total : GpuDemand.NONE);
                yield new Answer.Granted(GpuReport.of(ledger.heldBy(uid)));
            }
            case Verdict.Refused(List<Refusal> refusals) ->
                new Answer.Refused(String.join(
                        "; ",
                        refusals.stream()
                                .map(refusal -> refusal.fieldError("spec") + " (" + refusal.remedy() + ")")
                                .toList()));
        };
    }

    @Override
    public void release(WorkloadDeployment deployment) {
        ledger.release(deployment.getMetadata().getUid());
    }

    /** All of its pods run. */
    private static boolean isHealthy(WorkloadDeployment deployment) {
        return deployment.getStatus() != null
                && Conditions.isTrue(deployment.getStatus().conditions(), ConditionType.HEALTHY);
    }
}
