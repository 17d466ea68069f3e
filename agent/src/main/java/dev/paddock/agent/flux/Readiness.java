// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.kube.ConditionList;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.KustomizationStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What others may conclude from a Kustomization's status, whichever engine wrote it. */
public record Readiness(
        boolean observed, boolean ready, @Nullable String appliedRevision) {

    public static Readiness of(Kustomization kustomization) {
        KustomizationStatus status = kustomization.getStatus();
        if (status == null) {
            return new Readiness(false, false, null);
        }
        boolean observed = Objects.equals(
                status.observedGeneration(), kustomization.getMetadata().getGeneration());
        return new Readiness(
                observed, ConditionList.isTrue(status.conditions(), FluxNames.READY), status.lastAppliedRevision());
    }

    public boolean readyFor(String revision) {
        return observed && ready && revision.equals(appliedRevision);
    }
}
