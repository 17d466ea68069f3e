// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadProfileSpec;
import dev.paddock.api.mural.WorkloadProfileStatus;
import dev.paddock.api.mural.WorkloadProfileStatus.LatestRevision;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.core.status.Conditions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides whether a profile's spec is to be stored, under which version, and which old revisions may go. It compares with the newest
 * revision only: what an older one says again, as after a rollback, is a change like any other.
 */
public final class RevisionDecider {
    /** So many that nobody uses are kept. */
    static final int UNUSED_KEPT = 20;

    public RevisionDecision decide(ProfileView view) {
        WorkloadProfile profile = view.profile();
        List<DefinitionRevision> own = Revisions.of(profile.getMetadata().getName(), view.stored().stream()).stream()
                .filter(revision -> Revisions.isOwnedBy(revision, profile))
                .toList();
        Optional<VersioningType> type = VersioningType.of(view.versioningType());
        if (type.isEmpty()) {
            return refuse(
                    view,
                    Reason.CREATE_FAILED,
                    "ConfigMap mural-system/paddock-config: data.versioningType: Unsupported value: \"%s\": supported values: \"basic\", \"semantic\""
                            .formatted(view.versioningType().orElse("")));
        }
        Optional<DefinitionRevision> newest = own.stream().reduce((older, newer) -> newer);
        if (newest.filter(found -> sameAs(found, profile.getSpec())).isPresent() && !isLost(profile, own)) {
            return new RevisionDecision.Keep(status(view, newest.get()), surplus(own, newest.get(), view.used()));
        }
        return store(view, own, type.get());
    }

    private static RevisionDecision store(ProfileView view, List<DefinitionRevision> own, VersioningType type) {
        WorkloadProfile profile = view.profile();
        WorkloadProfileSpec spec = profile.getSpec();
        ProfileVersion version = lost(profile, own)
                .orElseGet(() ->
                        ProfileVersion.after(highest(profile, own), type, spec == null ? null : spec.revisionBump()));
        DefinitionRevision revision = Revisions.make(profile, version, number(profile, own, version));
        Optional<DefinitionRevision> taken = view.stored().stream()
                .filter(there -> !Revisions.isOf(there, profile.getMetadata().getName()))
                .filter(there -> there.getMetadata()
                        .getName()
                        .equals(revision.getMetadata().getName()))
                .findFirst();
        if (taken.isPresent()) {
            return refuse(
                    view,
                    Reason.CREATE_FAILED,
                    "DefinitionRevision %s belongs to WorkloadProfile %s, whose name differs in dots only; rename this profile"
                            .formatted(
                                    revision.getMetadata().getName(),
                                    Revisions.snapshot(taken.get())
                                            .map(snapshot -> snapshot.name())
                                            .orElse("")));
        }
        List<DefinitionRevision> leftovers = view.stored().stream()
                .filter(there -> Revisions.isOf(there, profile.getMetadata().getName()))
                .filter(there -> !Revisions.isOwnedBy(there, profile))
                .toList();
        return new RevisionDecision.Store(
                leftovers,
                revision,
                status(view, revision),
                surplus(Stream.concat(own.stream(), Stream.of(revision)).toList(), revision, view.used()));
    }

    /** Compared by what it holds and not by the digest on record, which an older hub may have made in another way. */
    private static boolean sameAs(DefinitionRevision revision, WorkloadProfileSpec spec) {
        return Revisions.snapshot(revision)
                .filter(snapshot -> Revisions.hash(snapshot.spec()).equals(Revisions.hash(spec)))
                .isPresent();
    }

    private static boolean isLost(WorkloadProfile profile, List<DefinitionRevision> own) {
        return lost(profile, own).isPresent();
    }

    /** The version on record when somebody has deleted it and the spec is still the one it held: it is made again. */
    private static Optional<ProfileVersion> lost(WorkloadProfile profile, List<DefinitionRevision> own) {
        return recorded(profile)
                .filter(latest -> Objects.equals(
                        Objects.requireNonNull(profile.getStatus()).observedGeneration(),
                        profile.getMetadata().getGeneration()))
                .filter(latest -> own.stream()
                        .noneMatch(revision ->
                                latest.version().equals(revision.getSpec().version())))
                .flatMap(latest -> ProfileVersion.parse(latest.version()));
    }

    /** A version that was given once is not given to something else, also when its revision was deleted. */
    private static Optional<ProfileVersion> highest(WorkloadProfile profile, List<DefinitionRevision> own) {
        return Stream.concat(
                        own.stream().map(Revisions::versionOf),
                        Stream.of(recorded(profile).flatMap(latest -> ProfileVersion.parse(latest.version()))))
                .flatMap(Optional::stream)
                .max(ProfileVersion::compareTo);
    }

    private static long number(WorkloadProfile profile, List<DefinitionRevision> own, ProfileVersion version) {
        Optional<LatestRevision> recorded = recorded(profile);
        if (recorded.filter(latest -> latest.version().equals(version.toString()))
                .isPresent()) {
            return recorded.get().revision();
        }
        return 1
                + Stream.concat(
                                own.stream().map(revision -> revision.getSpec().revision()),
                                recorded.map(LatestRevision::revision).stream())
                        .max(Long::compare)
                        .orElse(0L);
    }

    private static Optional<LatestRevision> recorded(WorkloadProfile profile) {
        return Optional.ofNullable(profile.getStatus()).map(WorkloadProfileStatus::latestRevision);
    }

    private static List<DefinitionRevision> surplus(
            List<DefinitionRevision> own, DefinitionRevision latest, Set<String> used) {
        List<DefinitionRevision> unused = new ArrayList<>(own.stream()
                .filter(revision -> !used.contains(revision.getSpec().version()))
                .filter(revision ->
                        !revision.getSpec().version().equals(latest.getSpec().version()))
                .toList());
        Collections.reverse(unused);
        return unused.stream().skip(UNUSED_KEPT).toList();
    }

    private static WorkloadProfileStatus status(ProfileView view, DefinitionRevision latest) {
        return new WorkloadProfileStatus(
                new LatestRevision(
                        latest.getMetadata().getName(),
                        latest.getSpec().revision(),
                        latest.getSpec().version(),
                        latest.getSpec().revisionHash()),
                view.profile().getMetadata().getGeneration(),
                Conditions.evaluate(Set.of(), view.profile(), view.now()).list());
    }

    /** What was stored before stays on record, and so does the generation it was. */
    private static RevisionDecision refuse(ProfileView view, Reason reason, String message) {
        WorkloadProfileStatus before = view.profile().getStatus();
        return new RevisionDecision.Refuse(new WorkloadProfileStatus(
                recorded(view.profile()).orElse(null),
                before == null ? null : before.observedGeneration(),
                Conditions.evaluate(Set.of(), view.profile(), view.now()).listNotReady(reason, message)));
    }
}
