// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.DefinitionStatus;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether what a definition says is to be stored as a revision, which old revisions may go, and what its status says. What does not
 * compile is not stored, so whoever uses the type goes on with the revision before.
 */
public final class DefinitionDecider {

    /** So many that nobody uses are kept. */
    public static final int UNUSED_KEPT = 20;

    /**
     * Everything the decision reads.
     *
     * @param json the definition, as {@link StoredDefinition#json} gives it
     * @param named every revision in its namespace that has its name in it, also those of a namesake
     * @param used names of revisions that something renders with
     */
    public record View(
            Definition.Kind kind,
            CustomResource<?, DefinitionStatus> definition,
            ObjectNode json,
            Compilation compilation,
            List<DefinitionRevision> named,
            Set<String> used,
            Instant now) {
        public View {
            named = List.copyOf(named);
            used = Set.copyOf(used);
        }

        private String name() {
            return definition.getMetadata().getName();
        }
    }

    /** What is to be done. */
    public record Decision(
            Optional<DefinitionRevision> store, List<DefinitionRevision> surplus, DefinitionStatus status) {
        public Decision {
            surplus = List.copyOf(surplus);
        }
    }

    /** @param schemaName of the ConfigMap that holds the schema */
    public Decision decide(View view, String schemaName) {
        return switch (view.compilation()) {
            case Compilation.Faulty faulty -> refused(view, Reason.COMPILE_FAILED, FieldError.join(faulty.errors()));
            case Compilation.NoSchema noSchema -> sound(view, Optional.empty(), Optional.of(noSchema.message()));
            case Compilation.Sound sound -> sound(view, sound.schema().map(schema -> schemaName), Optional.empty());
        };
    }

    private static Decision sound(View view, Optional<String> schemaName, Optional<String> schemaFault) {
        List<DefinitionRevision> own = view.named().stream()
                .filter(revision -> StoredDefinition.isOf(revision, view.kind(), view.name()))
                .filter(revision -> StoredDefinition.isOwnedBy(revision, view.definition()))
                .sorted(Comparator.comparing(revision -> revision.getSpec().revision()))
                .toList();
        String hash = StoredDefinition.hash(view.json());
        Optional<DefinitionRevision> newest = own.isEmpty() ? Optional.empty() : Optional.of(own.getLast());
        boolean same = newest.filter(there -> there.getSpec().revisionHash().equals(hash))
                .isPresent();
        DefinitionRevision latest = same
                ? newest.get()
                : StoredDefinition.make(view.kind(), view.definition(), view.json(), number(view, own));
        Optional<DefinitionRevision> taken = same
                ? Optional.empty()
                : view.named().stream()
                        .filter(there -> there.getMetadata()
                                .getName()
                                .equals(latest.getMetadata().getName()))
                        .findFirst();
        if (taken.isPresent()) {
            return refused(
                    view,
                    Reason.CREATE_FAILED,
                    "DefinitionRevision %s belongs to another definition of that name, %s; rename this one"
                            .formatted(
                                    latest.getMetadata().getName(),
                                    taken.get().getSpec().definitionType()));
        }
        return new Decision(
                same ? Optional.empty() : Optional.of(latest),
                surplus(view, own, latest),
                status(view, latest, schemaName, schemaFault));
    }

    private static DefinitionStatus status(
            View view, DefinitionRevision latest, Optional<String> schemaName, Optional<String> schemaFault) {
        Conditions conditions = Conditions.evaluate(Set.of(), view.definition(), view.now());
        return new DefinitionStatus(
                new DefinitionStatus.LatestRevision(
                        latest.getMetadata().getName(),
                        latest.getSpec().revision(),
                        latest.getSpec().revisionHash()),
                schemaName.orElse(null),
                view.definition().getMetadata().getGeneration(),
                schemaFault
                        .map(fault -> conditions.listNotReady(Reason.SCHEMA_INVALID, fault))
                        .orElseGet(() -> conditions.listReady(Reason.COMPILED)));
    }

    /** What was stored before stays on record. */
    private static Decision refused(View view, Reason reason, String message) {
        Optional<DefinitionStatus> before =
                Optional.ofNullable(view.definition().getStatus());
        return new Decision(
                Optional.empty(),
                List.of(),
                new DefinitionStatus(
                        before.map(DefinitionStatus::latestRevision).orElse(null),
                        before.map(DefinitionStatus::configMapRef).orElse(null),
                        view.definition().getMetadata().getGeneration(),
                        Conditions.evaluate(Set.of(), view.definition(), view.now())
                                .listNotReady(reason, message)));
    }

    /** A number that was given once is not given to something else, also when its revision was deleted. */
    private static long number(View view, List<DefinitionRevision> own) {
        long recorded = Optional.ofNullable(view.definition().getStatus())
                .map(DefinitionStatus::latestRevision)
                .map(DefinitionStatus.LatestRevision::revision)
                .orElse(0L);
        long stored = own.isEmpty() ? 0 : own.getLast().getSpec().revision();
        boolean again = recorded > stored && Objects.equals(recordedHash(view), StoredDefinition.hash(view.json()));
        return again ? recorded : Math.max(recorded, stored) + 1;
    }

    private static @Nullable String recordedHash(View view) {
        return Optional.ofNullable(view.definition().getStatus())
                .map(DefinitionStatus::latestRevision)
                .map(DefinitionStatus.LatestRevision::revisionHash)
                .orElse(null);
    }

    private static List<DefinitionRevision> surplus(
            View view, List<DefinitionRevision> own, DefinitionRevision latest) {
        List<DefinitionRevision> unused = new ArrayList<>(own.stream()
                .filter(revision -> !view.used().contains(revision.getMetadata().getName()))
                .filter(revision -> !revision.getMetadata()
                        .getName()
                        .equals(latest.getMetadata().getName()))
                .toList());
        Collections.reverse(unused);
        return unused.stream().skip(UNUSED_KEPT).toList();
    }
}
