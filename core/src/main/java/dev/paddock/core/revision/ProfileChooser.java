// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadProfileStatus;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Chooses the revision of its profile that a deployment runs: the one it names, else the one it has, else the newest, but never one that
 * is older than what the profile says at the moment of choosing.
 */
public final class ProfileChooser {

    /** The objects to choose among. */
    public interface Profiles {
        Optional<WorkloadProfile> profile(String namespace, String name);

        Optional<DefinitionRevision> revision(String namespace, String name);

        /** All that may be of the profile; others among them do no harm. */
        List<DefinitionRevision> revisions(String namespace, String profile);
    }

    private final Profiles profiles;

    public ProfileChooser(Profiles profiles) {
        this.profiles = profiles;
    }

    public ProfileChoice choose(WorkloadDeployment deployment) {
        ProfileReference reference = deployment.getSpec().workloadProfileRef();
        if (reference == null) {
            return new ProfileChoice.Inline();
        }
        String namespace = reference.namespaceOr(deployment.getMetadata().getNamespace());
        Optional<WorkloadProfile> profile = profiles.profile(namespace, reference.name());
        if (profile.isEmpty()) {
            return new ProfileChoice.Waiting(
                    Reason.WORKLOAD_PROFILE_NOT_FOUND,
                    "WorkloadProfile " + namespace + "/" + reference.name() + " does not exist; waiting for it");
        }
        String chosenFor = chosenFor(namespace, deployment);
        if (reference.revision() != null) {
            return pinned(profile.get(), reference.revision(), chosenFor);
        }
        Optional<String> held = held(deployment, chosenFor);
        if (held.isPresent() && !followsProfile(deployment)) {
            return pinned(profile.get(), held.get(), chosenFor);
        }
        return newest(profile.get())
                .or(() -> held.flatMap(version -> find(profile.get(), version)))
                .<ProfileChoice>map(found -> chosen(found, profile.get(), chosenFor))
                .orElseGet(() -> notStored(profile.get()));
    }

    /** The revision of a certain version; empty where there is none. */
    public Optional<ProfileRevision> find(String namespace, String name, String version) {
        return profiles.profile(namespace, name)
                .flatMap(profile ->
                        find(profile, version).map(revision -> ProfileRevision.of(revision, Optional.of(profile))));
    }

    /** What a deployment's revision is chosen for: another text means another choice. */
    public static String chosenFor(String namespace, WorkloadDeployment deployment) {
        ProfileReference reference = Objects.requireNonNull(deployment.getSpec().workloadProfileRef());
        String revision = reference.revision() == null ? "" : "@" + reference.revision();
        String version = annotation(deployment, Labels.PLATFORM_VERSION);
        return namespace + "/" + reference.name() + revision + (version.isEmpty() ? "" : " for " + version);
    }

    /** The version that the deployment was delivered with, if it was for the same that it asks for now. */
    public static Optional<String> held(WorkloadDeployment deployment, String chosenFor) {
        return Optional.ofNullable(deployment.getStatus())
                .filter(status -> chosenFor.equals(status.revisionChosenFor()))
                .map(WorkloadDeploymentStatus::workloadProfileRevision);
    }

    public static boolean followsProfile(HasMetadata user) {
        return "true".equals(annotation(user, Annotations.AUTO_UPDATE));
    }

    private ProfileChoice pinned(WorkloadProfile profile, String version, String chosenFor) {
        Optional<DefinitionRevision> found = find(profile, version);
        if (found.isPresent()) {
            return chosen(found.get(), profile, chosenFor);
        }
        return newest(profile).isPresent() ? notFound(profile, version) : notStored(profile);
    }

    private ProfileChoice notFound(WorkloadProfile profile, String version) {
        String name = profile.getMetadata().getName();
        List<String> known =
                Revisions.of(name, profiles.revisions(profile.getMetadata().getNamespace(), name).stream()).stream()
                        .map(revision -> revision.getSpec().version())
                        .toList();
        return new ProfileChoice.Waiting(
                Reason.REVISION_NOT_FOUND,
                "%s; WorkloadProfile %s/%s has %s"
                        .formatted(
                                FieldError.notFound("spec.workloadProfileRef.revision", version, known),
                                profile.getMetadata().getNamespace(),
                                name,
                                String.join(", ", known)));
    }

    private static ProfileChoice notStored(WorkloadProfile profile) {
        String text = "WorkloadProfile %s/%s: generation %d is not stored as a revision yet"
                .formatted(
                        profile.getMetadata().getNamespace(),
                        profile.getMetadata().getName(),
                        profile.getMetadata().getGeneration());
        Optional<Condition> refused = Optional.ofNullable(profile.getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), ConditionType.READY))
                .filter(ready -> "False".equals(ready.getStatus()));
        return refused.<ProfileChoice>map(
                        ready -> new ProfileChoice.Waiting(Reason.REVISION_NOT_FOUND, text + ": " + ready.getMessage()))
                .orElseGet(() -> new ProfileChoice.Waiting(Reason.EVALUATING, text));
    }

    /** The revision that holds what the profile says now; empty until it is stored and seen here. */
    private Optional<DefinitionRevision> newest(WorkloadProfile profile) {
        return Optional.ofNullable(profile.getStatus())
                .filter(status -> Objects.equals(
                        status.observedGeneration(), profile.getMetadata().getGeneration()))
                .map(WorkloadProfileStatus::latestRevision)
                .flatMap(latest -> find(profile, latest.version()));
    }

    private Optional<DefinitionRevision> find(WorkloadProfile profile, String version) {
        String name = profile.getMetadata().getName();
        return profiles.revision(profile.getMetadata().getNamespace(), Revisions.name(name, version))
                .filter(revision -> Revisions.isOf(revision, name))
                .filter(revision -> Revisions.isOwnedBy(revision, profile))
                .filter(revision -> version.equals(revision.getSpec().version()));
    }

    private static ProfileChoice chosen(DefinitionRevision revision, WorkloadProfile profile, String chosenFor) {
        return new ProfileChoice.Chosen(ProfileRevision.of(revision, Optional.of(profile)), chosenFor);
    }

    private static String annotation(HasMetadata object, String key) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(key, "");
    }
}
