// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.kube.ConditionList;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.KustomizationStatus;
import dev.paddock.api.meta.Annotations;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The next status of a Kustomization in Flux's words. Pure; says nothing that the caller did not tell it. */
final class KustomizationReport {

    private final KustomizationStatus before;
    private final long generation;
    private final @Nullable String handledAt;
    private final Instant now;
    private Optional<List<String>> leftOut = Optional.empty();

    KustomizationReport(Kustomization kustomization, Instant now) {
        KustomizationStatus status = kustomization.getStatus();
        this.before = status == null ? new KustomizationStatus(null, List.of(), null, null, null, null, null) : status;
        this.generation = Objects.requireNonNullElse(kustomization.getMetadata().getGeneration(), 0L);
        Map<String, String> annotations = kustomization.getMetadata().getAnnotations();
        this.handledAt = annotations == null ? null : annotations.get(Annotations.FLUX_REQUESTED_AT);
        this.now = now;
    }

    /** Once something was applied: the fields of it that the cluster does not know, where that is to be told. */
    KustomizationReport leftOut(List<String> fields) {
        leftOut = Optional.of(fields);
        return this;
    }

    /** Remembers what is about to be applied, before it is, so that a crash in between leaves nothing unaccounted for. */
    KustomizationStatus planned(Inventory inventory, String revision) {
        return status(
                before.lastAppliedRevision(),
                revision,
                inventory,
                before.observedGeneration(),
                conditions -> conditions
                        .set(FluxNames.READY, "Unknown", FluxNames.PROGRESSING, "Reconciliation in progress")
                        .set(FluxNames.RECONCILING, "True", FluxNames.PROGRESSING, "Applying revision " + revision));
    }

    /** Does not say what is open: that changes with every pod, and the health of components is reported elsewhere. */
    KustomizationStatus awaitingHealth(Inventory inventory, String revision, Duration timeout) {
        String text =
                "Running health checks for revision " + revision + " with a timeout of " + timeout.toSeconds() + "s";
        return status(
                before.lastAppliedRevision(),
                revision,
                inventory,
                before.observedGeneration(),
                conditions -> conditions
                        .set(FluxNames.READY, "Unknown", FluxNames.PROGRESSING, text)
                        .set(FluxNames.RECONCILING, "True", FluxNames.PROGRESSING, text)
                        .set(FluxNames.HEALTHY, "Unknown", FluxNames.PROGRESSING, text));
    }

    KustomizationStatus unhealthy(Inventory inventory, String revision, String message) {
        return status(
                before.lastAppliedRevision(),
                revision,
                inventory,
                generation,
                conditions -> conditions
                        .remove(FluxNames.RECONCILING)
                        .set(FluxNames.READY, "False", FluxNames.HEALTH_CHECK_FAILED, message)
                        .set(FluxNames.HEALTHY, "False", FluxNames.HEALTH_CHECK_FAILED, message));
    }

    KustomizationStatus ready(Inventory inventory, String revision, boolean healthChecked) {
        return status(revision, revision, inventory, generation, conditions -> {
            conditions
                    .remove(FluxNames.RECONCILING)
                    .set(FluxNames.READY, "True", FluxNames.RECONCILIATION_SUCCEEDED, "Applied revision: " + revision);
            return healthChecked
                    ? conditions.set(FluxNames.HEALTHY, "True", FluxNames.SUCCEEDED, "Health check passed")
                    : conditions.remove(FluxNames.HEALTHY);
        });
    }

    /** Nothing could be applied, or not all of it. */
    KustomizationStatus failed(Inventory inventory, String revision, String reason, String message) {
        return status(
                before.lastAppliedRevision(),
                revision.isEmpty() ? before.lastAttemptedRevision() : revision,
                inventory,
                generation,
                conditions -> conditions.remove(FluxNames.RECONCILING).set(FluxNames.READY, "False", reason, message));
    }

    private KustomizationStatus status(
            @Nullable String applied,
            @Nullable String attempted,
            Inventory inventory,
            @Nullable Long observed,
            UnaryOperator<ConditionList> change) {
        ConditionList changed = change.apply(new ConditionList(before.conditions(), generation, now));
        leftOut.ifPresent(fields -> tell(fields, changed));
        List<Condition> conditions = changed.list();
        return new KustomizationStatus(
                observed,
                conditions,
                applied,
                before.lastAppliedOriginRevision(),
                attempted,
                inventory.toStatus(),
                handledAt == null ? before.lastHandledReconcileAt() : handledAt);
    }

    private static void tell(List<String> leftOut, ConditionList conditions) {
        if (leftOut.isEmpty()) {
            conditions.remove(FluxNames.FIELDS_LEFT_OUT);
        } else {
            conditions.set(
                    FluxNames.FIELDS_LEFT_OUT,
                    "True",
                    FluxNames.UNKNOWN_FIELDS,
                    "the cluster's schema does not have " + String.join(", ", leftOut));
        }
    }
}
