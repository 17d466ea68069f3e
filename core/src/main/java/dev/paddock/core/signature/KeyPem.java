// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys on the curve P-256 as PEM: private ones in PKCS #8 without a password. No message ever holds any of a key. */
final class KeyPem {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int BITS = 256;
    private static final int LINE = 64;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----", Pattern.DOTALL);

    private KeyPem() {}

    static ECPublicKey publicKey(String pem) {
        try {
            ECPublicKey key = (ECPublicKey) factory().generatePublic(new X509EncodedKeySpec(decode(pem, PUBLIC)));
            requireCurve(key.getParams());
            return key;
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("must be a public key on the curve P-256 in PEM", unreadable);
        }
    }

    static ECPrivateKey privateKey(String pem) {
        try {
            ECPrivateKey key = (ECPrivateKey) factory().generatePrivate(new PKCS8EncodedKeySpec(decode(pem, PRIVATE)));
            requireCurve(key.getParams());
            return key;
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("must be a private key on the curve P-256 in PKCS #8 PEM", unreadable);
        }
    }

    static String write(ECPublicKey key) {
        return encode(PUBLIC, key.getEncoded());
    }

    static String write(ECPrivateKey key) {
        return encode(PRIVATE, key.getEncoded());
    }

    private static byte[] decode(String pem, String wanted) {
        Matcher block = BLOCK.matcher(pem);
        String label = block.find() ? block.group(1) : "";
        if (!label.equals(wanted)) {
            String remedy = label.startsWith("ENCRYPTED")
                    ? "; a key with a password cannot be used: decrypt it, or make one with openssl"
                    : label.startsWith("EC ") ? "; openssl pkcs8 -topk8 -nocrypt turns one into the other" : "";
            throw new IllegalArgumentException("must be a PEM block \"" + wanted + "\""
                    + (label.isEmpty() ? "" : ", not \"" + label + "\"") + remedy);
        }
        return Base64.getMimeDecoder().decode(block.group(2));
    }

    private static String encode(String label, byte[] der) {
        String text = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    private static void requireCurve(ECParameterSpec curve) {
        if (curve.getOrder().bitLength() != BITS) {
            throw new IllegalArgumentException("must be a key on the curve P-256, not one of "
                    + curve.getOrder().bitLength() + " bits");
        }
    }

    /** Every Java platform must have elliptic curves, so their absence is a broken installation rather than a case to handle. */
    static KeyFactory factory() {
        try {
            return KeyFactory.getInstance("EC");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java installation has no elliptic curves", e);
        }
    }
}
