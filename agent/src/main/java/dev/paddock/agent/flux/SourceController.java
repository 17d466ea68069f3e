// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.kube.ConditionList;
import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.StatusWriter;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.agent.queue.KeyedQueue;
import dev.paddock.agent.queue.Outcome;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.flux.OCIRepositorySpec;
import dev.paddock.api.flux.OCIRepositoryStatus;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.value.GoDuration;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.InvalidArtifactException;
import dev.paddock.core.artifact.TamperedArtifactException;
import dev.paddock.fleet.oci.ArtifactPuller.PulledArtifact;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.oci.RegistryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stand-in for Flux's source-controller on OCIRepository: keeps the pinned content at hand and says so in the status. An
 * artifact that cannot be had, or must not be used, leaves the last one in place: nothing is in the status that has not been verified.
 */
final class SourceController implements KeyedQueue.Handler<NamespacedName> {

    private final Lister<OCIRepository> repositories;
    private final StatusWriter<OCIRepositoryStatus, OCIRepository> writer;
    private final SourceAccess access;
    private final ArtifactFetch source;
    private final SourceVerification verification;
    private final ArtifactStore store;
    private final BackOff backOff;
    private final Clock clock;

    SourceController(
            FluxParts parts,
            Lister<OCIRepository> repositories,
            SourceAccess access,
            ArtifactFetch source,
            SourceVerification verification,
            ArtifactStore store) {
        this.repositories = repositories;
        this.writer = new StatusWriter<>(parts.client(), repositories);
        this.access = access;
        this.source = source;
        this.verification = verification;
        this.store = store;
        this.backOff = parts.backOff();
        this.clock = parts.clock();
    }

    @Override
    public Outcome handle(NamespacedName key) throws Exception {
        Optional<OCIRepository> found = repositories.get(key);
        if (found.isEmpty()) {
            return Outcome.settled();
        }
        OCIRepository repository = found.get();
        if (repository.isMarkedForDeletion()) {
            writer.removeFinalizer(repository, FluxNames.FINALIZER);
            return Outcome.settled();
        }
        if (Boolean.TRUE.equals(repository.getSpec().suspend())) {
            return Outcome.settled();
        }
        try {
            fetch(repository);
        } catch (ArtifactException failure) {
            writer.write(repository, failed(repository, failure));
            throw failure;
        }
        return Outcome.again(
                backOff.jittered(GoDuration.parse(repository.getSpec().interval())));
    }

    private void fetch(OCIRepository repository) throws ArtifactException, IOException {
        Digest digest = pinned(repository.getSpec().ref());
        OCIRepositoryStatus.Artifact known = artifact(repository);
        boolean current = known != null && known.revision().equals(digest.value());
        Optional<String> signer = Optional.empty();
        if (!current || !verification.isDone(repository)) {
            signer = ask(repository, (address, access) -> verification.signer(repository, address, digest, access));
        }
        if (!current || !store.has(digest)) {
            PulledArtifact pulled = ask(repository, (address, access) -> source.fetch(address, digest, access));
            store.put(digest, pulled.files());
            known = current ? known : described(repository, pulled);
        }
        writer.write(repository, stored(repository, Objects.requireNonNull(known), signer));
    }

    /** Something that a registry is asked. */
    @FunctionalInterface
    private interface Question<T> {
        T at(ArtifactRepository address, RegistryAccess access) throws ArtifactException;
    }

    /** Everything that may be wrong about an answer, in Flux's words. */
    private <T> T ask(OCIRepository repository, Question<T> question) throws ArtifactException {
        try {
            ArtifactRepository address =
                    ArtifactRepository.parse(repository.getSpec().url());
            return question.at(address, access.of(repository, address.host()));
        } catch (IllegalArgumentException malformed) {
            throw failure(ArtifactException.URL_INVALID, malformed);
        } catch (TamperedArtifactException exchanged) {
            throw failure(ArtifactException.DIGEST_MISMATCH, exchanged);
        } catch (InvalidArtifactException unusable) {
            throw failure(ArtifactException.LAYER_FAILED, unusable);
        } catch (RegistryException | UncheckedIOException unavailable) {
            throw failure(ArtifactException.PULL_FAILED, unavailable);
        }
    }

    private static ArtifactException failure(String reason, RuntimeException cause) {
        return new ArtifactException(reason, String.valueOf(cause.getMessage()), cause);
    }

    private OCIRepositoryStatus.Artifact described(OCIRepository repository, PulledArtifact pulled) {
        return new OCIRepositoryStatus.Artifact(
                "ocirepository/" + NamespacedName.of(repository) + "/"
                        + pulled.digest().hex(),
                repository.getSpec().url() + "@" + pulled.digest(),
                pulled.digest().value(),
                pulled.digest().value(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                pulled.bytes(),
                Map.of("org.opencontainers.image.revision", pulled.revision()));
    }

    /** What moves is not delivered: the hub names the digest, and tags are for people and for Flux. */
    private static Digest pinned(OCIRepositorySpec.@Nullable Reference ref) throws ArtifactException {
        String digest = ref == null ? null : ref.digest();
        if (digest == null) {
            throw new ArtifactException(
                    ArtifactException.URL_INVALID,
                    "spec.ref.digest: Required value: tags and version ranges need Flux's source-controller");
        }
        try {
            return new Digest(digest);
        } catch (IllegalArgumentException malformed) {
            throw failure(ArtifactException.URL_INVALID, malformed);
        }
    }

    /** @param signer whose signature was found just now; empty when none was looked for */
    private OCIRepositoryStatus stored(
            OCIRepository repository, OCIRepositoryStatus.Artifact artifact, Optional<String> signer) {
        String message = "stored artifact for digest '" + artifact.revision() + "'";
        return status(repository, artifact, conditions -> {
            conditions
                    .remove(FluxNames.FETCH_FAILED)
                    .remove(FluxNames.RECONCILING)
                    .set(FluxNames.READY, "True", FluxNames.SUCCEEDED, message)
                    .set(FluxNames.IN_STORAGE, "True", FluxNames.SUCCEEDED, message);
            signer.ifPresent(key -> conditions.set(
                    FluxNames.SOURCE_VERIFIED,
                    "True",
                    FluxNames.SUCCEEDED,
                    "verified signature of revision " + artifact.revision() + " by key " + key));
            return repository.getSpec().verify() == null ? conditions.remove(FluxNames.SOURCE_VERIFIED) : conditions;
        });
    }

    private OCIRepositoryStatus failed(OCIRepository repository, ArtifactException failure) {
        String message = String.valueOf(failure.getMessage());
        return status(
                repository,
                artifact(repository),
                conditions -> failure.isRefusal()
                        ? conditions
                                .remove(FluxNames.FETCH_FAILED)
                                .set(FluxNames.SOURCE_VERIFIED, "False", failure.reason(), message)
                                .set(FluxNames.READY, "False", FluxNames.VERIFICATION_ERROR, message)
                        : conditions
                                .set(FluxNames.FETCH_FAILED, "True", failure.reason(), "failed to fetch: " + message)
                                .set(FluxNames.READY, "False", failure.reason(), "failed to fetch: " + message));
    }

    private OCIRepositoryStatus status(
            OCIRepository repository,
            OCIRepositoryStatus.@Nullable Artifact artifact,
            UnaryOperator<ConditionList> change) {
        OCIRepositoryStatus before = repository.getStatus();
        long generation = Objects.requireNonNullElse(repository.getMetadata().getGeneration(), 0L);
        ConditionList conditions =
                new ConditionList(before == null ? List.of() : before.conditions(), generation, clock.instant());
        Map<String, String> annotations = repository.getMetadata().getAnnotations();
        String requested = annotations == null ? null : annotations.get(Annotations.FLUX_REQUESTED_AT);
        return new OCIRepositoryStatus(
                generation,
                change.apply(conditions).list(),
                artifact == null ? null : artifact.url(),
                artifact,
                requested);
    }

    private static OCIRepositoryStatus.@Nullable Artifact artifact(OCIRepository repository) {
        OCIRepositoryStatus status = repository.getStatus();
        return status == null ? null : status.artifact();
    }
}
