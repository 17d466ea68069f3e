// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.program;

import dev.paddock.embedded.EmbeddedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks a local server whether it is well; trusts one authority and nothing else. */
final class HttpsProbe implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final HttpClient client;

    HttpsProbe(Path authority) {
        this.client = HttpClient.newBuilder()
                .sslContext(trusting(authority))
                .connectTimeout(TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    boolean ok(String url) {
        try {
            return get(url, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    String text(String url) {
        try {
            HttpResponse<String> response = get(url, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw new EmbeddedException("%s answers %d".formatted(url, response.statusCode()));
            }
            return response.body();
        } catch (IOException e) {
            throw new EmbeddedException("cannot read %s: %s".formatted(url, e.getMessage()), e);
        }
    }

    private <T> HttpResponse<T> get(String url, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while asking " + url, e);
        }
    }

    private static SSLContext trusting(Path authority) {
        try (InputStream stream = Files.newInputStream(authority)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(stream));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new EmbeddedException("cannot read the certificate %s: %s".formatted(authority, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
