// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.embedded.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkiTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path directory;

    private Home home;

    @BeforeEach
    void open() {
        home = new Home(directory);
    }

    private Pki at(Instant instant) {
        return new Pki(home, directory.resolve("pki"), Clock.fixed(instant, ZoneOffset.UTC));
    }

    private static X509Certificate read(KeyMaterial files) throws Exception {
        return Pem.certificate(Files.readString(files.certificate()), files.certificate());
    }

    @Test
    void aCertificateIsKeptAsLongAsItServes() throws Exception {
        KeyMaterial authority = at(NOW).authority("ca");
        X509Certificate first = read(at(NOW).serving("server", authority, List.of("localhost", "127.0.0.1")));
        X509Certificate later = read(
                at(NOW.plus(Duration.ofDays(300))).serving("server", authority, List.of("localhost", "127.0.0.1")));
        assertThat(later).isEqualTo(first);
        first.verify(read(authority).getPublicKey());
    }

    @Test
    void oneThatIsAboutToExpireIsRenewedWithTheSameKeyAndAuthority() throws Exception {
        KeyMaterial authority = at(NOW).authority("ca");
        X509Certificate first = read(at(NOW).client("admin", authority, Subject.of("admin", "system:masters")));
        Instant late = NOW.plus(Duration.ofDays(340));
        X509Certificate renewed = read(at(late).client("admin", authority, Subject.of("admin", "system:masters")));
        assertThat(renewed.getNotAfter().toInstant()).isAfter(late.plus(Duration.ofDays(300)));
        assertThat(renewed.getPublicKey()).isEqualTo(first.getPublicKey());
        renewed.verify(read(authority).getPublicKey());
    }

    @Test
    void anotherNameOrSubjectOrAuthorityMakesAnotherCertificate() throws Exception {
        KeyMaterial authority = at(NOW).authority("ca");
        KeyMaterial files = at(NOW).serving("server", authority, List.of("localhost"));
        X509Certificate first = read(files);
        at(NOW).serving("server", authority, List.of("localhost", "127.0.0.1"));
        X509Certificate second = read(files);
        assertThat(second).isNotEqualTo(first);
        at(NOW).serving("server", at(NOW).authority("other-ca"), List.of("localhost", "127.0.0.1"));
        assertThat(read(files)).isNotEqualTo(second);
    }

    @Test
    void theSubjectCarriesUserAndGroups() throws Exception {
        KeyMaterial authority = at(NOW).authority("ca");
        X509Certificate certificate = read(at(NOW).client("a", authority, Subject.of("someone", "g1", "g2")));
        assertThat(certificate.getSubjectX500Principal().getName())
                .contains("CN=someone")
                .contains("O=g1")
                .contains("O=g2");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void aCrashBetweenKeyAndCertificateIsCompleted() throws Exception {
        KeyMaterial authority = at(NOW).authority("ca");
        KeyMaterial files = at(NOW).client("a", authority, Subject.of("a"));
        Files.delete(files.certificate());
        at(NOW).client("a", authority, Subject.of("a"));
        assertThat(read(files).getSubjectX500Principal().getName()).isEqualTo("CN=a");
    }

    @Test
    void keysAreForTheirOwnerOnly() throws Exception {
        KeyMaterial authority = at(NOW).authority("ca");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(authority.key())))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        KeyMaterial authority = at(NOW).authority("ca");
        Files.writeString(authority.certificate(), "not a certificate");
        assertThatThrownBy(() -> at(NOW).client("a", authority, Subject.of("a")))
                .hasMessageContaining("ca.crt");
    }
}
