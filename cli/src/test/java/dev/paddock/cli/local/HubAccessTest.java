// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the hub's own kubeconfig is kept and when another is asked for. */
class HubAccessTest {
    private static final String SERVER = "https://hub.example:6443";

    /** Of no authority and for no key in use; good from 2026-01-01 until 2036-01-01. */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBQzCB6qADAgECAgkAxlOO2hpLz5cwCgYIKoZIzj0EAwMwFjEUMBIGA1UEAxML
            cGFkZG9jay1odWIwHhcNMjYwMTAxMDAwMDAwWhcNMzYwMTAxMDAwMDAwWjAWMRQw
            EgYDVQQDEwtwYWRkb2NrLWh1YjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABL9d
            49tiurFdyc//CduFw8ykCu1G7iwdJQiZnV6qPT0Wv4UDTe+peEuunrjzcgTMh+RG
            H/3OE9dPLqHSNkJwMg2jITAfMB0GA1UdDgQWBBSdyh8EzR7v3SX7NRJ1UDoXPw6D
            kTAKBggqhkjOPQQDAwNIADBFAiAE5EXaXLXPMj1HDUAhzvxxTewrhZ30m4+vN4AK
            8B0QrgIhAIjA6yah/zAGcqc8pxA8s+6TQc32i4XWtVOS2EKTrjDV
            -----END CERTIFICATE-----
            """;

    @Test
    void aCertificateIsRenewedAMonthBeforeItsEnd() {
        assertThat(lasts(SERVER, encode(CERTIFICATE), "2035-11-30T00:00:00Z")).isTrue();
        assertThat(lasts(SERVER, encode(CERTIFICATE), "2035-12-03T00:00:00Z")).isFalse();
    }

    @Test
    void anotherServerNeedsAnotherKubeconfig() {
        assertThat(lasts("https://elsewhere.example:6443", encode(CERTIFICATE), "2030-01-01T00:00:00Z"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'not base64 *'", "AAAA", "''", "null"})
    void aCertificateThatCannotBeReadIsAskedForAgain(String data) {
        assertThat(lasts(SERVER, data, "2030-01-01T00:00:00Z")).isFalse();
    }

    private static boolean lasts(String server, String certificate, String now) {
        Config admin = Serialization.unmarshal(kubeconfig(SERVER, "null"), Config.class);
        return HubAccess.lasts(kubeconfig(server, certificate), admin, Instant.parse(now));
    }

    private static String kubeconfig(String server, String certificate) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: hub, cluster: {server: "%s"}}]
                users: [{name: paddock-hub, user: {client-certificate-data: %s}}]
                """.formatted(server, certificate);
    }

    private static String encode(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }
}
