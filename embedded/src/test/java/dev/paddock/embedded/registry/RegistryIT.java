// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryIT {
    private static final int UNAUTHORIZED = 401;

    @TempDir
    Path directory;

    private LocalMachine machine;

    @BeforeEach
    void open() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PADDOCK_HOME", directory.resolve("home").toString());
        machine = LocalMachine.from(environment, Clock.systemUTC(), Progress.silent());
    }

    @AfterEach
    void leaveNothing() {
        machine.registry().stop();
        assertThat(machine.processes().list()).isEmpty();
    }

    @Test
    void onlyItsOwnUserGetsInAndARestartKeepsAddressAndPassword() throws Exception {
        RegistryEndpoint endpoint = machine.registry().ensureRunning();
        try (HttpClient client = client(endpoint)) {
            assertThat(status(client, endpoint, "")).isEqualTo(UNAUTHORIZED);
            assertThat(status(client, endpoint, endpoint.user() + ":wrong")).isEqualTo(UNAUTHORIZED);
            assertThat(status(client, endpoint, endpoint.user() + ":" + endpoint.password()))
                    .isEqualTo(200);
        }
        assertThat(endpoint.toString()).doesNotContain(endpoint.password());

        long pid = machine.processes().identity(Registry.ID).orElseThrow().pid();
        assertThat(machine.registry().ensureRunning()).isEqualTo(endpoint);
        assertThat(machine.processes().identity(Registry.ID).orElseThrow().pid())
                .as("the second call starts nothing")
                .isEqualTo(pid);
        machine.processes().stop(Registry.ID, Duration.ZERO);
        assertThat(machine.registry().ensureRunning()).isEqualTo(endpoint);
    }

    private static int status(HttpClient client, RegistryEndpoint endpoint, String login) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://" + endpoint.address() + "/v2/"));
        if (!login.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpClient client(RegistryEndpoint endpoint) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream stream = Files.newInputStream(endpoint.authority())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(stream));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
