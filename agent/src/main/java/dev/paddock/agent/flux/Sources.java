// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.KustomizationSpec;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.flux.OCIRepositoryStatus;
import dev.paddock.core.artifact.Digest;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** What a Kustomization may build on: its source's artifact, once its dependencies are ready with the same. */
final class Sources {

    /** Whether there is something to apply. */
    sealed interface Answer {

        record Available(NamespacedName source, String revision) implements Answer {
            Digest digest() {
                return new Digest(revision.substring(revision.lastIndexOf('@') + 1));
            }
        }

        record NotYet(String reason, String message) implements Answer {}
    }

    private final Lister<OCIRepository> repositories;
    private final Lister<Kustomization> kustomizations;
    private final ArtifactStore store;
    private final Consumer<NamespacedName> fetchAgain;

    Sources(
            Lister<OCIRepository> repositories,
            Lister<Kustomization> kustomizations,
            ArtifactStore store,
            Consumer<NamespacedName> fetchAgain) {
        this.repositories = repositories;
        this.kustomizations = kustomizations;
        this.store = store;
        this.fetchAgain = fetchAgain;
    }

    Answer forKustomization(Kustomization kustomization) {
        KustomizationSpec.SourceReference ref = kustomization.getSpec().sourceRef();
        if (ref.kind() != KustomizationSpec.SourceKind.OCI_REPOSITORY) {
            return new Answer.NotYet(
                    FluxNames.ARTIFACT_FAILED, "sources of kind " + ref.kind() + " need Flux's source-controller");
        }
        String own = kustomization.getMetadata().getNamespace();
        NamespacedName source = NamespacedName.of(Objects.requireNonNullElse(ref.namespace(), own), ref.name());
        Optional<OCIRepository> repository = repositories.get(source);
        if (repository.isEmpty()) {
            return new Answer.NotYet(FluxNames.ARTIFACT_FAILED, "Source 'OCIRepository/" + source + "' not found");
        }
        OCIRepositoryStatus status = repository.get().getStatus();
        OCIRepositoryStatus.Artifact artifact = status == null ? null : status.artifact();
        if (artifact == null) {
            return new Answer.NotYet(FluxNames.ARTIFACT_FAILED, "Source artifact not found yet");
        }
        return dependencies(kustomization, new Answer.Available(source, artifact.revision()));
    }

    private Answer dependencies(Kustomization kustomization, Answer.Available source) {
        String own = kustomization.getMetadata().getNamespace();
        for (KustomizationSpec.Dependency dependency : kustomization.getSpec().dependsOn()) {
            NamespacedName key =
                    NamespacedName.of(Objects.requireNonNullElse(dependency.namespace(), own), dependency.name());
            Optional<Kustomization> other = kustomizations.get(key);
            if (other.isEmpty()) {
                return notReady("dependency '" + key + "' not found");
            }
            if (dependency.readyExpr() != null) {
                return notReady("dependency '" + key + "': readyExpr needs Flux's kustomize-controller");
            }
            Readiness readiness = Readiness.of(other.get());
            boolean sameSource = other.get()
                    .getSpec()
                    .sourceRef()
                    .equals(kustomization.getSpec().sourceRef());
            if (!readiness.observed() || !readiness.ready()) {
                return notReady("dependency '" + key + "' is not ready");
            }
            if (sameSource && !source.revision().equals(readiness.appliedRevision())) {
                return notReady("dependency '" + key + "' revision is not up to date");
            }
        }
        return source;
    }

    private static Answer notReady(String message) {
        return new Answer.NotYet(FluxNames.DEPENDENCY_NOT_READY, message);
    }

    /** The files of a folder; when the artifact was given up for space it is fetched again, and the caller tries later. */
    NavigableMap<String, String> content(Answer.Available source, String folder) throws IOException, ArtifactException {
        Optional<NavigableMap<String, String>> files = store.read(source.digest(), folder);
        if (files.isEmpty()) {
            fetchAgain.accept(source.source());
            throw new ArtifactException(
                    ArtifactException.PULL_FAILED, "artifact " + source.digest() + " is being fetched again");
        }
        return files.get();
    }
}
