// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.signature;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** A pair of keys that signs artifacts. The private one leaves this class only as {@link #privatePem()}, for the Secret that keeps it. */
public final class SigningKey {
    private static final String CURVE = "secp256r1";

    private final ECPrivateKey secret;
    private final TrustedKey shown;

    private SigningKey(ECPrivateKey secret, TrustedKey shown) {
        this.secret = secret;
        this.shown = shown;
    }

    public static SigningKey generate(String name, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(
                    (ECPrivateKey) pair.getPrivate(), new TrustedKey(name, (ECPublicKey) pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java installation has no elliptic curves", e);
        }
    }

    /**
     * The two halves of a pair, checked to belong together: what is signed with one must be known by the other.
     *
     * @throws IllegalArgumentException with what the texts must be, without any of them
     */
    public static SigningKey parse(String privatePem, TrustedKey shown) {
        SigningKey key = new SigningKey(KeyPem.privateKey(privatePem), shown);
        if (!shown.made(key.sign(new byte[0]))) {
            throw new IllegalArgumentException("is not the other half of the public key " + shown.name());
        }
        return key;
    }

    /** Two signatures of the same payload differ, and both are good. */
    public ArtifactSignature sign(byte[] payload) {
        try {
            Signature signer = Signature.getInstance(TrustedKey.ALGORITHM);
            signer.initSign(secret);
            signer.update(payload);
            return new ArtifactSignature(payload, Base64.getEncoder().encodeToString(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java installation cannot sign with P-256", e);
        }
    }

    /** What others know its signatures by. */
    public TrustedKey shown() {
        return shown;
    }

    public String privatePem() {
        return KeyPem.write(secret);
    }

    @Override
    public String toString() {
        return "SigningKey[" + shown.fingerprint() + "]";
    }
}
