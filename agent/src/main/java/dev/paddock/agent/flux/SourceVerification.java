// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.kube.ConditionList;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.flux.OCIRepositorySpec;
import dev.paddock.api.flux.OCIRepositorySpec.VerifyProvider;
import dev.paddock.api.flux.OCIRepositoryStatus;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.signature.TrustedKey;
import dev.paddock.core.signature.Verification;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.signing.VerificationSecret;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether an artifact is signed with one of the keys that its repository names in {@code spec.verify}. As in Flux an answer holds until
 * the repository's spec or the pinned digest changes; a registry that cannot be reached is no answer.
 */
final class SourceVerification {

    private final BiFunction<String, String, Optional<Secret>> secrets;
    private final ArtifactFetch source;
    private final VerificationSecret format = new VerificationSecret();

    /** @param secrets namespace, name → Secret */
    SourceVerification(BiFunction<String, String, Optional<Secret>> secrets, ArtifactFetch source) {
        this.secrets = secrets;
        this.source = source;
    }

    /** Whether the artifact in the status needs no further look at its signature. */
    boolean isDone(OCIRepository repository) {
        OCIRepositoryStatus status = repository.getStatus();
        return repository.getSpec().verify() == null
                || status != null
                        && ConditionList.find(status.conditions(), FluxNames.SOURCE_VERIFIED)
                                .filter(condition -> isTrueNow(condition, repository))
                                .isPresent();
    }

    private static boolean isTrueNow(Condition condition, OCIRepository repository) {
        return "True".equals(condition.getStatus())
                && Objects.equals(
                        condition.getObservedGeneration(),
                        repository.getMetadata().getGeneration());
    }

    /**
     * The name of the key that signed the artifact; empty when the repository asks for none.
     *
     * @throws ArtifactException when it is not to be used
     */
    Optional<String> signer(OCIRepository repository, ArtifactRepository address, Digest digest, RegistryAccess access)
            throws ArtifactException {
        OCIRepositorySpec.@Nullable Verify verify = repository.getSpec().verify();
        if (verify == null) {
            return Optional.empty();
        }
        List<TrustedKey> trusted = trusted(repository, verify);
        return switch (Verification.of(digest, source.signatures(address, digest, access), trusted)) {
            case Verification.Verified verified -> Optional.of(verified.key());
            case Verification.Refused refused -> throw refusal(refused.message());
        };
    }

    private List<TrustedKey> trusted(OCIRepository repository, OCIRepositorySpec.Verify verify)
            throws ArtifactException {
        if (verify.provider() != VerifyProvider.COSIGN) {
            throw refusal("spec.verify.provider: notation needs Flux's source-controller");
        }
        if (verify.secretRef() == null) {
            throw refusal("spec.verify.secretRef: Required value: keyless verification needs Flux's source-controller");
        }
        String namespace = repository.getMetadata().getNamespace();
        String name = verify.secretRef().name();
        Secret secret = secrets.apply(namespace, name)
                .orElseThrow(() -> refusal(
                        "the keys to verify it with, Secret '" + namespace + "/" + name + "', have not arrived"));
        List<TrustedKey> keys;
        try {
            keys = format.read(secret);
        } catch (IllegalArgumentException unreadable) {
            throw refusal(String.valueOf(unreadable.getMessage()));
        }
        if (keys.isEmpty()) {
            throw refusal("Secret '" + namespace + "/" + name + "' has no key whose name ends in .pub");
        }
        return keys;
    }

    private static ArtifactException refusal(String message) {
        return new ArtifactException(ArtifactException.VERIFICATION_FAILED, message);
    }
}
