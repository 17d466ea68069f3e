// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fleet.join.SigningRequest;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCredentialsTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = FROM.plusSeconds(1000);

    @TempDir
    private Path directory;

    @Test
    void a_request_is_signed_with_its_own_key_and_names_the_agent() throws Exception {
        PKCS10CertificationRequest request = parse(create());

        assertThat(request.getSubject().toString())
                .contains(
                        "CN=system:open-cluster-management:edge-1:paddock-agent",
                        "O=system:open-cluster-management:edge-1");
        assertThat(request.isSignatureValid(
                        new JcaContentVerifierProviderBuilder().build(request.getSubjectPublicKeyInfo())))
                .isTrue();
        assertThat(create().keyPem()).isNotEqualTo(create().keyPem());
    }

    @Test
    void what_is_stored_is_for_the_owner_alone_and_is_found_again() throws Exception {
        Path file = directory.resolve("hub.kubeconfig");
        HubCredentials credentials = new HubCredentials(file);
        SigningRequest request = create();
        Config bootstrap = new ConfigBuilder()
                .withMasterUrl("https://hub.example:6443")
                .withCaCertData("Y2E=")
                .withOauthToken("bootstrap-token")
                .build();

        credentials.store(bootstrap, "edge-1", certificate(request), request.keyPem());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain("bootstrap-token");
        Config loaded = credentials.load(FROM.plusSeconds(1)).orElseThrow();
        assertThat(loaded.getMasterUrl()).startsWith("https://hub.example:6443");
        assertThat(credentials.load(TO)).as("expired").isEmpty();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).as("no partial file stays").containsExactly(file);
        }
    }

    @Test
    void nothing_stored_is_nothing_found() throws IOException {
        assertThat(new HubCredentials(directory.resolve("none")).load(FROM)).isEmpty();
    }

    @Test
    void renews_between_seventy_and_eighty_percent_of_its_life() {
        HubCredentials.Validity validity = new HubCredentials.Validity(FROM, TO);

        assertThat(validity.renewAt(0)).isEqualTo(FROM.plusSeconds(700));
        assertThat(validity.renewAt(1)).isEqualTo(FROM.plusSeconds(800));
    }

    private static SigningRequest create() {
        return SigningRequest.create(
                "system:open-cluster-management:edge-1:paddock-agent",
                List.of("system:open-cluster-management:edge-1", "system:open-cluster-management:managed-clusters"));
    }

    private static PKCS10CertificationRequest parse(SigningRequest request) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(request.requestPem()))) {
            return (PKCS10CertificationRequest) parser.readObject();
        }
    }

    private static String certificate(SigningRequest request) throws Exception {
        try (PEMParser parser = new PEMParser(new StringReader(request.keyPem()))) {
            var key = new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parser.readObject());
            PKCS10CertificationRequest csr = parse(request);
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    new X500Name("CN=ca"),
                    BigInteger.ONE,
                    Date.from(FROM),
                    Date.from(TO),
                    csr.getSubject(),
                    csr.getSubjectPublicKeyInfo());
            StringWriter text = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
                writer.writeObject(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key)));
            }
            return text.toString();
        }
    }
}
