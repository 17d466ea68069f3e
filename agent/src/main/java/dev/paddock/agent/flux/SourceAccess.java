// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.api.flux.LocalReference;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.flux.OCIRepositorySpec;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.oci.RegistrySecret;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** How a repository is entered, by the Secrets it names: login from {@code secretRef}, authority from {@code certSecretRef}. */
final class SourceAccess {

    private final BiFunction<String, String, Optional<Secret>> secrets;
    private final RegistrySecret format = new RegistrySecret();

    /** @param secrets namespace, name → Secret */
    SourceAccess(BiFunction<String, String, Optional<Secret>> secrets) {
        this.secrets = secrets;
    }

    RegistryAccess of(OCIRepository repository, String host) throws ArtifactException {
        OCIRepositorySpec spec = repository.getSpec();
        String namespace = repository.getMetadata().getNamespace();
        if (spec.proxySecretRef() != null) {
            throw new ArtifactException(
                    ArtifactException.AUTHENTICATION_FAILED,
                    "spec.proxySecretRef: proxies need Flux's source-controller; without it the registry must be reachable directly");
        }
        return new RegistryAccess(
                read(namespace, spec.secretRef(), host).credentials(),
                read(namespace, spec.certSecretRef(), host).authority(),
                Boolean.TRUE.equals(spec.insecure()));
    }

    private RegistryAccess read(String namespace, @Nullable LocalReference reference, String host)
            throws ArtifactException {
        if (reference == null) {
            return RegistryAccess.anonymous();
        }
        Secret secret = secrets.apply(namespace, reference.name())
                .orElseThrow(() -> new ArtifactException(
                        ArtifactException.AUTHENTICATION_FAILED,
                        "Secret '" + namespace + "/" + reference.name() + "' not found"));
        try {
            return format.read(secret, host);
        } catch (IllegalArgumentException unreadable) {
            throw new ArtifactException(
                    ArtifactException.AUTHENTICATION_FAILED, String.valueOf(unreadable.getMessage()), unreadable);
        }
    }
}
