// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.oam.DefinitionRevision;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The revisions of a profile with who runs them, the newest first. */
public final class RevisionHistory {
    private RevisionHistory() {}

    /**
     * One revision.
     *
     * @param created as the object says, RFC 3339
     * @param usedBy deployments that run it, {@code namespace/name}
     * @param latest whether it is what the profile says
     */
    public record Entry(
            String version, String revision, String created, String notes, List<String> usedBy, boolean latest) {
        public Entry {
            usedBy = List.copyOf(usedBy);
        }
    }

    public static List<Entry> of(
            WorkloadProfile profile, List<DefinitionRevision> revisions, List<WorkloadDeployment> deployments) {
        String latest = Optional.ofNullable(profile.getStatus())
                .map(status -> status.latestRevision())
                .map(found -> found.version())
                .orElse("");
        List<WorkloadDeployment> users = deployments.stream()
                .filter(deployment -> names(deployment, profile))
                .toList();
        return Revisions.of(profile.getMetadata().getName(), revisions.stream()).reversed().stream()
                .map(revision -> entry(revision, users, latest))
                .toList();
    }

    private static Entry entry(DefinitionRevision revision, List<WorkloadDeployment> users, String latest) {
        String version = revision.getSpec().version();
        return new Entry(
                version,
                revision.getMetadata().getName(),
                Objects.requireNonNullElse(revision.getMetadata().getCreationTimestamp(), ""),
                Revisions.snapshot(revision)
                        .map(snapshot -> snapshot.spec().revisionNotes())
                        .orElse(""),
                users.stream()
                        .filter(user -> runs(user).equals(Optional.of(version)))
                        .map(user -> user.getMetadata().getNamespace() + "/"
                                + user.getMetadata().getName())
                        .sorted()
                        .toList(),
                version.equals(latest));
    }

    private static boolean names(WorkloadDeployment deployment, WorkloadProfile profile) {
        return Stream.ofNullable(deployment.getSpec().workloadProfileRef())
                .anyMatch((ProfileReference reference) ->
                        reference.name().equals(profile.getMetadata().getName())
                                && reference
                                        .namespaceOr(deployment.getMetadata().getNamespace())
                                        .equals(profile.getMetadata().getNamespace()));
    }

    private static Optional<String> runs(WorkloadDeployment deployment) {
        return Optional.ofNullable(deployment.getStatus()).map(WorkloadDeploymentStatus::workloadProfileRevision);
    }
}
