// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.work;

import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.ManifestWorkStatus;
import dev.paddock.api.ocm.ManifestWorkStatus.FeedbackValue;
import dev.paddock.api.ocm.ManifestWorkStatus.FieldValue;
import dev.paddock.api.ocm.ManifestWorkStatus.ManifestCondition;
import dev.paddock.api.ocm.ManifestWorkStatus.ResourceStatus;
import dev.paddock.api.ocm.OcmNames;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads what an agent, or the real work agent, reports about a work. Says nothing it was not told. */
public final class WorkReader {
    private final ManifestWork work;

    public WorkReader(ManifestWork work) {
        this.work = work;
    }

    /** Unknown until the agent has seen this generation of the work. */
    public State applied() {
        return state(OcmNames.CONDITION_WORK_APPLIED);
    }

    public State available() {
        return state(OcmNames.CONDITION_WORK_AVAILABLE);
    }

    /** The first object that could not be applied, in the work's own order, with the agent's message. */
    public Optional<String> fault() {
        return manifests().stream()
                .flatMap(manifest -> manifest.conditions().stream()
                        .filter(condition -> OcmNames.CONDITION_WORK_APPLIED.equals(condition.getType()))
                        .filter(condition -> "False".equals(condition.getStatus()))
                        .map(condition -> manifest.resourceMeta().kind() + " "
                                + manifest.resourceMeta().name() + ": " + condition.getMessage()))
                .findFirst();
    }

    /** A text that a feedback rule asked for; numbers and truth values are reported as text too. */
    public Optional<String> feedback(String kind, String name, String value) {
        return manifests().stream()
                .filter(manifest -> kind.equals(manifest.resourceMeta().kind()))
                .filter(manifest -> name.equals(manifest.resourceMeta().name()))
                .map(ManifestCondition::statusFeedback)
                .filter(Objects::nonNull)
                .flatMap(feedback -> feedback.values().stream())
                .filter(reported -> value.equals(reported.name()))
                .map(FeedbackValue::fieldValue)
                .flatMap(field -> text(field).stream())
                .findFirst();
    }

    private static Optional<String> text(FieldValue field) {
        return switch (field.type()) {
            case STRING -> Optional.ofNullable(field.string());
            case JSON_RAW -> Optional.ofNullable(field.jsonRaw());
            case INTEGER -> Optional.ofNullable(field.integer()).map(String::valueOf);
            case BOOLEAN -> Optional.ofNullable(field.bool()).map(String::valueOf);
        };
    }

    private State state(String type) {
        ManifestWorkStatus status = work.getStatus();
        Long generation = work.getMetadata().getGeneration();
        Optional<Condition> found = status == null
                ? Optional.empty()
                : status.conditions().stream()
                        .filter(condition -> type.equals(condition.getType()))
                        .findFirst();
        boolean current = found.map(Condition::getObservedGeneration)
                .filter(observed -> generation == null || observed >= generation)
                .isPresent();
        if (found.isEmpty() || !current) {
            return State.UNKNOWN;
        }
        return switch (found.get().getStatus()) {
            case "True" -> State.TRUE;
            case "False" -> State.FALSE;
            default -> State.UNKNOWN;
        };
    }

    private List<ManifestCondition> manifests() {
        ManifestWorkStatus status = work.getStatus();
        ResourceStatus resources = status == null ? null : status.resourceStatus();
        return resources == null ? List.of() : resources.manifests();
    }

    /** A condition's status, for the generation that is wanted now. */
    public enum State {
        TRUE,
        FALSE,
        UNKNOWN
    }
}
