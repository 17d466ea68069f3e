// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.signing;

import dev.paddock.api.meta.Labels;
import dev.paddock.core.signature.SigningKey;
import dev.paddock.core.signature.TrustedKey;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;

/**
 * The Secret {@code paddock-signing-key} in the system namespace: a pair of keys under the names that cosign gives them, the private one
 * without a password. It is read by the hub and copied nowhere.
 */
public final class SigningSecret {
    public static final String NAME = "paddock-signing-key";

    private static final String PRIVATE = "cosign.key";
    private static final String PUBLIC = "cosign.pub";

    public Secret write(String namespace, SigningKey key) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(NAME)
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .endMetadata()
                .withType("Opaque")
                .addToData(PRIVATE, SecretData.encode(key.privatePem()))
                .addToData(PUBLIC, SecretData.encode(key.shown().pem()))
                .build();
    }

    /** @throws IllegalArgumentException with the key of the Secret that is at fault, and without any of its value */
    public SigningKey read(Secret secret) {
        TrustedKey shown = shown(secret);
        try {
            return SigningKey.parse(SecretData.required(secret, PRIVATE), shown);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at(PRIVATE, e), e);
        }
    }

    /** The half that everybody may know. */
    public TrustedKey shown(Secret secret) {
        try {
            return TrustedKey.parse(PUBLIC, SecretData.required(secret, PUBLIC));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Secret " + NAME + ": " + e.getMessage(), e);
        }
    }

    private static String at(String key, IllegalArgumentException e) {
        return "Secret " + NAME + ": " + key + ": " + e.getMessage();
    }
}
