// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.agent.kube.ConditionList;
import dev.paddock.api.ocm.ManifestConfig.FeedbackRule;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.ManifestWorkStatus;
import dev.paddock.api.ocm.ManifestWorkStatus.ManifestCondition;
import dev.paddock.api.ocm.ManifestWorkStatus.ManifestResourceMeta;
import dev.paddock.api.ocm.ManifestWorkStatus.ResourceStatus;
import dev.paddock.api.ocm.ManifestWorkStatus.StatusFeedback;
import dev.paddock.api.ocm.OcmNames;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The next status of a work in OCM's words, from what came of its manifests. Pure. */
final class WorkReport {

    private static final String FEEDBACK_SYNCED = "StatusFeedbackSynced";

    /** One manifest: what came of it, how it looks now, and what is asked about it. */
    record Line(ManifestResult result, Optional<JsonNode> live, List<FeedbackRule> feedback) {}

    private final ManifestWorkStatus before;
    private final long generation;
    private final Instant now;

    WorkReport(ManifestWork work, Instant now) {
        ManifestWorkStatus status = work.getStatus();
        this.before = status == null ? new ManifestWorkStatus(List.of(), null) : status;
        this.generation = Objects.requireNonNullElse(work.getMetadata().getGeneration(), 0L);
        this.now = now;
    }

    ManifestWorkStatus status(List<Line> lines) {
        List<ManifestCondition> manifests = lines.stream().map(this::manifest).toList();
        ConditionList conditions = new ConditionList(before.conditions(), generation, now);
        applied(conditions, lines);
        available(conditions, lines);
        return new ManifestWorkStatus(conditions.list(), new ResourceStatus(manifests));
    }

    ManifestWorkStatus deleting(String message) {
        List<Condition> conditions = new ConditionList(before.conditions(), generation, now)
                .set("Deleting", "True", "WorkDeleting", message)
                .list();
        return new ManifestWorkStatus(conditions, before.resourceStatus());
    }

    private static void applied(ConditionList conditions, List<Line> lines) {
        Optional<ManifestResult.Failed> failed = lines.stream()
                .map(Line::result)
                .filter(ManifestResult.Failed.class::isInstance)
                .map(ManifestResult.Failed.class::cast)
                .findFirst();
        if (failed.isPresent()) {
            conditions.set(
                    OcmNames.CONDITION_WORK_APPLIED,
                    "False",
                    "AppliedManifestWorkFailed",
                    "Failed to apply manifest work: " + failed.get().message());
        } else {
            conditions.set(
                    OcmNames.CONDITION_WORK_APPLIED,
                    "True",
                    "AppliedManifestWorkComplete",
                    "Apply manifest work complete");
        }
    }

    private static void available(ConditionList conditions, List<Line> lines) {
        long missing = lines.stream().filter(line -> line.live().isEmpty()).count();
        if (missing == 0) {
            conditions.set(
                    OcmNames.CONDITION_WORK_AVAILABLE, "True", "ResourcesAvailable", "All resources are available");
        } else {
            conditions.set(
                    OcmNames.CONDITION_WORK_AVAILABLE,
                    "False",
                    "ResourcesNotAvailable",
                    missing + " of " + lines.size() + " resources are not available");
        }
    }

    private ManifestCondition manifest(Line line) {
        ManifestResourceMeta meta = line.result().meta();
        ConditionList conditions = new ConditionList(known(meta), generation, now);
        switch (line.result()) {
            case ManifestResult.Failed failed ->
                conditions.set(OcmNames.CONDITION_WORK_APPLIED, "False", failed.reason(), failed.message());
            case ManifestResult.Applied applied ->
                conditions.set(
                        OcmNames.CONDITION_WORK_APPLIED, "True", "AppliedManifestComplete", "Apply manifest complete");
            case ManifestResult.Watched watched ->
                conditions.set(
                        OcmNames.CONDITION_WORK_APPLIED,
                        "True",
                        "AppliedManifestComplete",
                        "Read only, nothing applied");
        }
        if (line.live().isPresent()) {
            conditions.set(OcmNames.CONDITION_WORK_AVAILABLE, "True", "ResourceAvailable", "Resource is available");
        } else {
            conditions.set(
                    OcmNames.CONDITION_WORK_AVAILABLE, "False", "ResourceNotAvailable", "Resource is not available");
        }
        StatusFeedback feedback = feedback(line, conditions);
        return new ManifestCondition(meta, feedback, conditions.list());
    }

    private static StatusFeedback feedback(Line line, ConditionList conditions) {
        if (line.feedback().isEmpty() || line.live().isEmpty()) {
            conditions.set(FEEDBACK_SYNCED, "True", "NoStatusFeedbackSynced", "");
            return new StatusFeedback(List.of());
        }
        Feedback.Reading reading = Feedback.read(line.live().get(), line.feedback());
        if (reading.errors().isEmpty()) {
            conditions.set(FEEDBACK_SYNCED, "True", "StatusFeedbackSynced", "");
        } else {
            conditions.set(
                    FEEDBACK_SYNCED,
                    "False",
                    "StatusFeedbackSyncFailed",
                    "Sync status feedback failed with error " + String.join("; ", reading.errors()));
        }
        return new StatusFeedback(reading.values());
    }

    /** By identity, so that a manifest that only moved in the list keeps its history. */
    private List<Condition> known(ManifestResourceMeta meta) {
        ResourceStatus resources = before.resourceStatus();
        return resources == null
                ? List.of()
                : resources.manifests().stream()
                        .filter(manifest -> same(manifest.resourceMeta(), meta))
                        .findFirst()
                        .map(ManifestCondition::conditions)
                        .orElse(List.of());
    }

    private static boolean same(ManifestResourceMeta a, ManifestResourceMeta b) {
        return a.group().equals(b.group())
                && a.kind().equals(b.kind())
                && a.name().equals(b.name())
                && a.namespace().equals(b.namespace());
    }
}
