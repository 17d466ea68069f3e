// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.pki;

import dev.paddock.embedded.Home;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Keys and certificates in one directory, made when absent and renewed when they are about to expire, name somebody else
 * or were signed by another authority. Keys are NIST P-256. A certificate authority is never renewed silently: clients
 * outside hold it.
 */
public final class Pki {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration LEAF_LIFE = Duration.ofDays(365);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    /** Clocks of two machines differ, and a laptop's may jump back. */
    private static final Duration BACKDATED = Duration.ofMinutes(10);

    private static final int SERIAL_BITS = 120;

    private final Home home;
    private final Path directory;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Pki(Home home, Path directory, Clock clock) {
        this.home = home;
        this.directory = directory;
        this.clock = clock;
    }

    public KeyMaterial authority(String name) {
        KeyMaterial files = files(name);
        if (home.read(files.certificate()).isEmpty() || home.read(files.key()).isEmpty()) {
            KeyPair keys = newKeys();
            X500Name self = Subject.of("paddock-" + name).x500();
            write(files, keys, sign(new Request(self, keys, self, keys, AUTHORITY_LIFE, List.of(), List.of(), true)));
        }
        return files;
    }

    /** @param names DNS names and IP addresses under which the server is reached */
    public KeyMaterial serving(String name, KeyMaterial authority, List<String> names) {
        return serving(name, authority, Subject.of(name), names);
    }

    public KeyMaterial serving(String name, KeyMaterial authority, Subject subject, List<String> names) {
        return leaf(name, authority, subject, names, List.of(KeyPurposeId.id_kp_serverAuth));
    }

    public KeyMaterial client(String name, KeyMaterial authority, Subject subject) {
        return leaf(name, authority, subject, List.of(), List.of(KeyPurposeId.id_kp_clientAuth));
    }

    /** For a server that is its own peer's client, as etcd's members are. */
    public KeyMaterial peer(String name, KeyMaterial authority, List<String> names) {
        return leaf(
                name,
                authority,
                Subject.of(name),
                names,
                List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth));
    }

    /** A bare key pair; the first file holds the public key. */
    public KeyMaterial keyPair(String name) {
        KeyMaterial files = new KeyMaterial(directory.resolve(name + ".pub"), directory.resolve(name + ".key"));
        if (home.read(files.certificate()).isEmpty() || home.read(files.key()).isEmpty()) {
            KeyPair keys = newKeys();
            home.write(files.key(), Pem.writeKey(keys));
            home.write(files.certificate(), Pem.write(keys.getPublic()));
        }
        return files;
    }

    private KeyMaterial leaf(
            String name, KeyMaterial authority, Subject subject, List<String> names, List<KeyPurposeId> purposes) {
        KeyMaterial files = files(name);
        X509Certificate issuer = certificate(authority.certificate());
        KeyPair keys = home.read(files.key())
                .map(text -> Pem.keyPair(text, files.key()))
                .orElseGet(Pki::newKeys);
        boolean fits = home.read(files.certificate())
                .map(text -> Pem.certificate(text, files.certificate()))
                .filter(held -> LeafCheck.fits(
                        held, issuer, keys, subject, names, clock.instant().plus(RENEW_BEFORE)))
                .isPresent();
        if (!fits) {
            KeyPair signer = Pem.keyPair(home.read(authority.key()).orElse(""), authority.key());
            X500Name by = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
            write(files, keys, sign(new Request(subject.x500(), keys, by, signer, LEAF_LIFE, names, purposes, false)));
        }
        return files;
    }

    private X509Certificate certificate(Path file) {
        return Pem.certificate(home.read(file).orElse(""), file);
    }

    private KeyMaterial files(String name) {
        return new KeyMaterial(directory.resolve(name + ".crt"), directory.resolve(name + ".key"));
    }

    // The key goes first: a crash in between leaves a key without certificate, which the next call completes.
    private void write(KeyMaterial files, KeyPair keys, X509Certificate certificate) {
        home.write(files.key(), Pem.writeKey(keys));
        home.write(files.certificate(), Pem.write(certificate));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has P-256", e);
        }
    }

    private record Request(
            X500Name subject,
            KeyPair keys,
            X500Name issuer,
            KeyPair signer,
            Duration life,
            List<String> names,
            List<KeyPurposeId> purposes,
            boolean authority) {}

    private X509Certificate sign(Request request) {
        Instant now = clock.instant();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                request.issuer(),
                new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(request.life())),
                request.subject(),
                request.keys().getPublic());
        try {
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(request.authority()));
            builder.addExtension(Extension.keyUsage, true, usage(request.authority()));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(request.keys().getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(request.signer().getPublic()));
            if (!request.purposes().isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(request.purposes().toArray(KeyPurposeId[]::new)));
            }
            if (!request.names().isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, alternatives(request.names()));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(request.signer().getPrivate())));
        } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot sign a certificate for " + request.subject(), e);
        }
    }

    private static KeyUsage usage(boolean authority) {
        return authority
                ? new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature)
                : new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment);
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name ->
                        new GeneralName(LeafCheck.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }
}
