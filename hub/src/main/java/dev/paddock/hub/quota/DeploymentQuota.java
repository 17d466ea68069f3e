// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.quota;

import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.GpuReport;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.Owner;
import dev.paddock.core.quota.QuotaRequest;
import dev.paddock.core.quota.Refusal;
import dev.paddock.core.quota.Verdict;
import dev.paddock.hub.cache.HubCache;
import java.util.List;
import java.util.Map;

/** Asks the ledger for what the pods of a deployment need, before anything of it is published. */
public final class DeploymentQuota {
    private final Ledger ledger;
    private final SharedCharge shared;

    public DeploymentQuota(HubCache cache, TenancyLookup tenancies, Ledger ledger) {
        this.ledger = ledger;
        this.shared = new SharedCharge(cache, tenancies);
    }

    /** The answer to a request; what was granted is to be written to the deployment's status before acting on it. */
    public sealed interface Answer {
        record Granted(Map<String, GpuUsage> gpu) implements Answer {
            public Granted {
                gpu = Map.copyOf(gpu);
            }
        }

        record Refused(String message) implements Answer {}
    }

    /** Asks for {@code demand} in place of what the deployment holds; the same request twice is granted twice. */
    public Answer request(WorkloadDeployment deployment, GpuDemand demand) {
        List<Level> levels = shared.levels(deployment);
        if (levels.isEmpty()) {
            ledger.release(deployment.getMetadata().getUid());
            return new Answer.Granted(Map.of());
        }
        Owner owner = new Owner(
                deployment.getMetadata().getUid(),
                "WorkloadDeployment",
                deployment.getMetadata().getNamespace(),
                deployment.getMetadata().getName());
        return switch (ledger.request(new QuotaRequest(owner, demand, levels))) {
            case Verdict.Granted granted -> new Answer.Granted(GpuReport.of(granted.entries()));
            case Verdict.Refused(List<Refusal> refusals) ->
                new Answer.Refused(String.join(
                        "; ",
                        refusals.stream()
                                .map(refusal -> refusal.fieldError("spec") + " (" + refusal.remedy() + ")")
                                .toList()));
        };
    }

    /** Ends what the deployment holds. */
    public void release(WorkloadDeployment deployment) {
        ledger.release(deployment.getMetadata().getUid());
    }
}
