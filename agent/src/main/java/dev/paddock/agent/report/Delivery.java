// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import dev.paddock.agent.flux.FluxNames;
import dev.paddock.agent.flux.Readiness;
import dev.paddock.agent.kube.ConditionList;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.KustomizationStatus;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.flux.OCIRepositorySpec;
import dev.paddock.api.flux.OCIRepositoryStatus;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.ManifestWorkStatus;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.core.substitution.SubstitutionNames;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a workload's artifact has come on this cluster, read from the objects of the delivery contracts whichever engines
 * serve them.
 *
 * @param repositories the OCIRepositories the work names and what is there of them
 * @param folders the Kustomizations the work names, in order, and what is there of them
 * @param waiting of each folder that needs values which are not there yet, which, by the Kustomization's name
 */
record Delivery(
        Optional<ManifestWork> work,
        Map<NamespacedName, Optional<OCIRepository>> repositories,
        Map<NamespacedName, Optional<Kustomization>> folders,
        Map<String, String> waiting) {

    private static final Set<String> FAILURES =
            Set.of(FluxNames.RECONCILIATION_FAILED, FluxNames.BUILD_FAILED, FluxNames.PRUNE_FAILED);

    Delivery(
            Optional<ManifestWork> work,
            Map<NamespacedName, Optional<OCIRepository>> repositories,
            Map<NamespacedName, Optional<Kustomization>> folders) {
        this(work, repositories, folders, Map.of());
    }

    /** One word of the Applied condition with its sentence. */
    record Progress(String status, Reason reason, String message) {

        boolean complete() {
            return "True".equals(status);
        }
    }

    Progress progress(String digest) {
        if (work.isEmpty()) {
            return new Progress("Unknown", Reason.APPLYING, "waits for its ManifestWork");
        }
        Optional<Progress> refused =
                refusedWork().or(() -> refusedArtifact(digest)).or(this::failedFolder);
        if (refused.isPresent()) {
            return refused.get();
        }
        for (Map.Entry<NamespacedName, Optional<Kustomization>> folder : folders.entrySet()) {
            if (folder.getValue().filter(live -> applied(live, digest)).isEmpty()) {
                return unfinished(folder.getKey(), folder.getValue());
            }
        }
        return new Progress("True", Reason.APPLIED, "applied " + digest + leftOut());
    }

    /** What the cluster does not know was left out where that is allowed; whoever allowed it shall see it. */
    private String leftOut() {
        List<String> warnings = folders.values().stream()
                .flatMap(Optional::stream)
                .map(Kustomization::getStatus)
                .filter(Objects::nonNull)
                .flatMap(status -> ConditionList.find(status.conditions(), FluxNames.FIELDS_LEFT_OUT).stream())
                .map(Condition::getMessage)
                .toList();
        return warnings.isEmpty() ? "" : "; warning: " + String.join("; ", warnings);
    }

    private Progress unfinished(NamespacedName folder, Optional<Kustomization> live) {
        Optional<String> notFetched = repositories.values().stream()
                .flatMap(Optional::stream)
                .flatMap(repository -> notReady(repository).stream())
                .findFirst();
        if (notFetched.isPresent()) {
            return new Progress("False", Reason.APPLY_FAILED, notFetched.get());
        }
        String state = live.flatMap(Delivery::ready).map(Condition::getMessage).orElse("not there yet");
        String missing = waiting.get(folder.name());
        return missing == null
                ? new Progress("Unknown", Reason.APPLYING, folder.name() + ": " + state)
                : new Progress("Unknown", Reason.OUTPUT_PENDING, folder.name() + " waits for " + missing);
    }

    private Optional<Progress> refusedWork() {
        ManifestWorkStatus status = work.map(ManifestWork::getStatus).orElse(null);
        if (status == null) {
            return Optional.empty();
        }
        Optional<Condition> conflict = status.resourceStatus() == null
                ? Optional.empty()
                : status.resourceStatus().manifests().stream()
                        .flatMap(manifest -> manifest.conditions().stream())
                        .filter(condition -> Reason.NAMESPACE_CONFLICT.text().equals(condition.getReason()))
                        .findFirst();
        if (conflict.isPresent()) {
            return Optional.of(new Progress(
                    "False", Reason.NAMESPACE_CONFLICT, conflict.get().getMessage()));
        }
        return ConditionList.find(status.conditions(), OcmNames.CONDITION_WORK_APPLIED)
                .filter(condition -> "False".equals(condition.getStatus()))
                .map(condition -> new Progress("False", Reason.APPLY_FAILED, condition.getMessage()));
    }

    /** An artifact that is there and may not be used; what an earlier one brought goes on. */
    private Optional<Progress> refusedArtifact(String digest) {
        return repositories.values().stream()
                .flatMap(Optional::stream)
                .filter(repository -> pins(repository, digest))
                .flatMap(repository -> unverified(repository).stream())
                .findFirst()
                .map(condition -> new Progress(
                        "False",
                        FluxNames.DIGEST_MISMATCH.equals(condition.getReason())
                                ? Reason.DIGEST_MISMATCH
                                : Reason.NOT_VERIFIED,
                        condition.getMessage()));
    }

    private static boolean pins(OCIRepository repository, String digest) {
        OCIRepositorySpec.Reference ref = repository.getSpec().ref();
        return ref != null && digest.equals(ref.digest());
    }

    /** What was said of an earlier spec says nothing about this one. */
    private static Optional<Condition> unverified(OCIRepository repository) {
        OCIRepositoryStatus status = repository.getStatus();
        Long generation = repository.getMetadata().getGeneration();
        return status == null
                ? Optional.empty()
                : ConditionList.find(status.conditions(), FluxNames.SOURCE_VERIFIED)
                        .filter(condition -> "False".equals(condition.getStatus()))
                        .filter(condition -> generation == null
                                || condition.getObservedGeneration() == null
                                || condition.getObservedGeneration() >= generation);
    }

    private Optional<Progress> failedFolder() {
        return folders.entrySet().stream()
                .filter(folder -> !waiting.containsKey(folder.getKey().name()))
                .flatMap(folder -> folder.getValue().flatMap(Delivery::ready).stream()
                        .filter(ready -> "False".equals(ready.getStatus()) && FAILURES.contains(ready.getReason()))
                        .filter(ready -> !awaitsValues(ready))
                        .map(ready -> folder.getKey().name() + ": " + ready.getMessage()))
                .findFirst()
                .map(message -> new Progress("False", Reason.APPLY_FAILED, message));
    }

    /** Flux found a ConfigMap of values missing that has come since; its next apply is asked for already. */
    private static boolean awaitsValues(Condition ready) {
        String message = ready.getMessage();
        return FluxNames.BUILD_FAILED.equals(ready.getReason())
                && message != null
                && message.contains("substitute from '")
                && message.contains("/" + SubstitutionNames.values(""));
    }

    private static Optional<String> notReady(OCIRepository repository) {
        OCIRepositoryStatus status = repository.getStatus();
        return status == null
                ? Optional.empty()
                : ConditionList.find(status.conditions(), FluxNames.READY)
                        .filter(ready -> "False".equals(ready.getStatus()))
                        .map(Condition::getMessage);
    }

    private static Optional<Condition> ready(Kustomization kustomization) {
        KustomizationStatus status = kustomization.getStatus();
        return status == null ? Optional.empty() : ConditionList.find(status.conditions(), FluxNames.READY);
    }

    /** Flux writes the applied revision only once health is there too; before, an open health check says as much. */
    private static boolean applied(Kustomization kustomization, String digest) {
        KustomizationStatus status = kustomization.getStatus();
        if (status == null) {
            return false;
        }
        Readiness readiness = Readiness.of(kustomization);
        if (digestOf(status.lastAppliedRevision()).equals(digest) && readiness.ready()) {
            return true;
        }
        boolean checksHealth = ConditionList.find(status.conditions(), FluxNames.HEALTHY)
                .filter(condition -> !"True".equals(condition.getStatus()))
                .isPresent();
        return digestOf(status.lastAttemptedRevision()).equals(digest) && checksHealth;
    }

    private static String digestOf(@Nullable String revision) {
        return revision == null ? "" : revision.substring(revision.lastIndexOf('@') + 1);
    }

    Delivery waitingFor(Map<String, String> missing) {
        return new Delivery(work, repositories, folders, missing);
    }

    /** What the folders are made from, once it is there. */
    Optional<OCIRepository> source() {
        return repositories.values().stream().flatMap(Optional::stream).findFirst();
    }

    /** Where everything of the delivery lives; blank until the work says so. */
    String namespace() {
        return folders.keySet().stream()
                .map(NamespacedName::namespace)
                .findFirst()
                .orElse("");
    }

    List<Kustomization> present() {
        return folders.values().stream().flatMap(Optional::stream).toList();
    }
}
