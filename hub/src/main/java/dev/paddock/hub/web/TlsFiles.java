// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.web;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** The directory with {@code tls.crt}, {@code tls.key} and the authority's {@code ca.crt}, all PEM. Read once, at start. */
public record TlsFiles(Path directory) {
    private static final char[] IN_MEMORY = new char[0];

    /** What clients must trust, as it is written. */
    public String authority() {
        try {
            return Files.readString(directory.resolve("ca.crt"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the hub's authority in " + directory, e);
        }
    }

    SSLContext context() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, IN_MEMORY);
            store.setKeyEntry("hub", key(), IN_MEMORY, chain());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, IN_MEMORY);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the hub's certificate in " + directory, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the hub's certificate in " + directory + " cannot be used; remove it and run \"paddock up\"", e);
        }
    }

    private Certificate[] chain() throws IOException, GeneralSecurityException {
        try (var file = Files.newInputStream(directory.resolve("tls.crt"))) {
            Collection<? extends Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(file);
            return chain.toArray(Certificate[]::new);
        }
    }

    private PrivateKey key() throws IOException {
        Path file = directory.resolve("tls.key");
        try (Reader text = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(text)) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            Object content = parser.readObject();
            if (content instanceof PEMKeyPair pair) {
                return converter.getKeyPair(pair).getPrivate();
            }
            if (content instanceof PrivateKeyInfo info) {
                return converter.getPrivateKey(info);
            }
            throw new IOException("no private key in " + file);
        }
    }
}
