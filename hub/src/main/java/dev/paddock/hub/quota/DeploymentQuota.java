// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.quota;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.core.plan.Delivery;
import dev.paddock.core.quota.GpuAmount;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.GpuReport;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.LedgerEntry;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.Owner;
import dev.paddock.core.quota.QuotaRequest;
import dev.paddock.core.quota.Refusal;
import dev.paddock.core.quota.Verdict;
import dev.paddock.core.status.Conditions;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.reconcile.workloaddeployment.GpuReservations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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

    /** What would be held once the deployment holds {@code demand} in place of what it holds now; holds nothing itself. */
    public List<Delivery.Level> after(WorkloadDeployment deployment, Map<String, GpuDemand> demand) {
        if (!ledger.isOpen()) {
            throw new IllegalStateException("the hub is still counting the GPUs in use after its start");
        }
        GpuDemand total = demand.values().stream().reduce(GpuDemand.NONE, GpuDemand::plus);
        String uid = deployment.getMetadata().getUid();
        List<Delivery.Level> after = new ArrayList<>();
        for (Level level : shared.levels(deployment)) {
            Map<String, GpuAmount> before = new TreeMap<>();
            Map<String, GpuAmount> others = new TreeMap<>();
            for (LedgerEntry entry : ledger.heldAt(level.key())) {
                before.merge(entry.family(), entry.units(), GpuAmount::plus);
                if (!entry.owner().uid().equals(uid)) {
                    others.merge(entry.family(), entry.units(), GpuAmount::plus);
                }
            }
            Set<String> families = new TreeSet<>(before.keySet());
            families.addAll(total.families().keySet());
            for (String family : families) {
                GpuAmount used = others.getOrDefault(family, GpuAmount.NONE).plus(total.amount(family));
                Optional<GpuAmount> limit = level.limits().limit(family);
                after.add(new Delivery.Level(
                        level.key().toString(),
                        family,
                        before.getOrDefault(family, GpuAmount.NONE).toString(),
                        used.toString(),
                        limit.map(GpuAmount::toString).orElse(""),
                        limit.filter(most -> used.compareTo(most) > 0).isPresent()));
            }
        }
        return after;
    }

    /** All of its pods run. */
    private static boolean isHealthy(WorkloadDeployment deployment) {
        return deployment.getStatus() != null
                && Conditions.isTrue(deployment.getStatus().conditions(), ConditionType.HEALTHY);
    }
}
