// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.pki;

import dev.paddock.embedded.EmbeddedException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/** Text forms. Private keys are written in SEC 1 form, which Go, OpenSSL and fabric8 all read. */
final class Pem {
    private static final int KEY_BITS = 256;

    private Pem() {}

    static String write(Object value) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(value);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    /** With the public half inside, which the JDK's own encoding leaves out: so one file restores the pair. */
    static String writeKey(KeyPair keys) {
        SubjectPublicKeyInfo publicKey =
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        ECPrivateKey key = new ECPrivateKey(
                KEY_BITS,
                ((java.security.interfaces.ECPrivateKey) keys.getPrivate()).getS(),
                publicKey.getPublicKeyData(),
                publicKey.getAlgorithm().getParameters());
        try {
            return write(new PemObject("EC PRIVATE KEY", key.getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException("encoding to memory cannot fail", e);
        }
    }

    static X509Certificate certificate(String text, Object origin) {
        if (parse(text, origin) instanceof X509CertificateHolder holder) {
            try {
                return new JcaX509CertificateConverter().getCertificate(holder);
            } catch (CertificateException e) {
                throw damaged(origin, e);
            }
        }
        throw damaged(origin, null);
    }

    static KeyPair keyPair(String text, Object origin) {
        if (parse(text, origin) instanceof PEMKeyPair pair) {
            try {
                return new JcaPEMKeyConverter().getKeyPair(pair);
            } catch (IOException e) {
                throw damaged(origin, e);
            }
        }
        throw damaged(origin, null);
    }

    private static Object parse(String text, Object origin) {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            Object value = parser.readObject();
            if (value == null) {
                throw damaged(origin, null);
            }
            return value;
        } catch (IOException e) {
            throw damaged(origin, e);
        }
    }

    private static EmbeddedException damaged(Object origin, @Nullable Exception cause) {
        String message =
                "%s is not the PEM file it should be; delete the cluster and create it anew, or restore the file"
                        .formatted(origin);
        return cause == null ? new EmbeddedException(message) : new EmbeddedException(message, cause);
    }
}
