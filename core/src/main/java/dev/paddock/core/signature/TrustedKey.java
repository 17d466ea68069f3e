// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.signature;

import dev.paddock.core.artifact.Digest;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/**
 * A public key whose signatures count.
 *
 * @param name under which its Secret has it
 */
public record TrustedKey(String name, ECPublicKey key) {
    static final String ALGORITHM = "SHA256withECDSA";

    /** @throws IllegalArgumentException with what the text must be, without any of it */
    public static TrustedKey parse(String name, String pem) {
        try {
            return new TrustedKey(name, KeyPem.publicKey(pem));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    public String pem() {
        return KeyPem.write(key);
    }

    /** Names the key itself, wherever it is kept. */
    public String fingerprint() {
        return Digest.of(key.getEncoded()).value();
    }

    /** A signature that cannot even be read is none of this key's. */
    boolean made(ArtifactSignature signed) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed.payload());
            return verifier.verify(Base64.getDecoder().decode(signed.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }
}
