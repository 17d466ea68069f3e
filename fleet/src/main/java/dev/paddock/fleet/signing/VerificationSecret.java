// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.signing;

import dev.paddock.api.meta.Labels;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.signature.TrustedKey;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Optional;

/**
 * The Secret {@code paddock-verification-keys}: the public keys whose signatures spokes accept, each under a name ending in
 * {@code .pub}, as Flux's {@code spec.verify.secretRef} reads them. Several are there while one replaces another.
 */
public final class VerificationSecret {
    public static final String NAME = "paddock-verification-keys";

    private static final String SUFFIX = ".pub";
    private static final int SHORT = 12;

    /**
     * The Secret with this key among those it has; other keys stay, because an administrator may have put them there, or artifacts
     * may still be signed with them.
     *
     * @return empty when nothing has to be written
     */
    public Optional<Secret> with(Optional<Secret> there, String namespace, TrustedKey key) {
        String name = nameOf(key);
        String value = SecretData.encode(key.pem());
        if (there.isPresent() && value.equals(SecretData.of(there.get()).get(name))) {
            return Optional.empty();
        }
        return Optional.of(there.map(SecretBuilder::new)
                .orElseGet(() -> new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(NAME)
                        .addToLabels(Labels.MANAGED_BY, "paddock")
                        .endMetadata()
                        .withType("Opaque"))
                .addToData(name, value)
                .build());
    }

    /** @throws IllegalArgumentException with the name of the key that cannot be read */
    public List<TrustedKey> read(Secret secret) {
        return SecretData.of(secret).entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(SUFFIX))
                .map(entry -> parse(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static TrustedKey parse(String name, String value) {
        try {
            return TrustedKey.parse(name, SecretData.decode(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Secret " + NAME + ": " + e.getMessage(), e);
        }
    }

    private static String nameOf(TrustedKey key) {
        return "paddock-" + new Digest(key.fingerprint()).hex().substring(0, SHORT) + SUFFIX;
    }
}
