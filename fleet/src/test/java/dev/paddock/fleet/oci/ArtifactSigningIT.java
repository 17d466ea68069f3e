// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.artifact.TamperedArtifactException;
import dev.paddock.core.signature.ArtifactSignature;
import dev.paddock.core.signature.SignatureManifest;
import dev.paddock.core.signature.SigningKey;
import dev.paddock.core.signature.TrustedKey;
import dev.paddock.core.signature.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Signatures in the bundled registry, and what openssl, which knows nothing of Paddock, says of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtifactSigningIT {
    private final SigningKey key = SigningKey.generate("cosign.pub", new SecureRandom());
    private LocalRegistry registry;

    @BeforeAll
    void start() throws IOException {
        registry = new LocalRegistry("signing");
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void aSignedArtifactIsVerifiedAndAnUnsignedOneIsNot() {
        ArtifactRepository repository = repository("signed");
        Digest signed = publish(repository, "a: 1\n");
        Digest unsigned = publish(repository, "a: 2\n");
        signer().sign(repository, signed, key);

        assertThat(verify(repository, signed, key)).isEqualTo(new Verification.Verified("cosign.pub"));
        assertThat(verify(repository, unsigned, key)).isEqualTo(new Verification.Unsigned(unsigned));
    }

    @Test
    void signingAgainFindsTheSignatureAndLeavesItAsItIs() {
        ArtifactRepository repository = repository("again");
        Digest digest = publish(repository, "a: 3\n");
        signer().sign(repository, digest, key);
        List<ArtifactSignature> before = registry.puller().signatures(repository, digest);

        signer().sign(repository, digest, key);

        assertThat(registry.puller().signatures(repository, digest))
                .extracting(ArtifactSignature::signature)
                .isEqualTo(before.stream().map(ArtifactSignature::signature).toList());
    }

    @Test
    void aNewKeySignsBesideTheOldOneSoThatBothCount() {
        ArtifactRepository repository = repository("rotated");
        Digest digest = publish(repository, "a: 4\n");
        SigningKey next = SigningKey.generate("next.pub", new SecureRandom());
        signer().sign(repository, digest, key);

        assertThat(verify(repository, digest, next)).isInstanceOf(Verification.SignedWithAnotherKey.class);
        signer().sign(repository, digest, next);

        assertThat(verify(repository, digest, next)).isEqualTo(new Verification.Verified("next.pub"));
        assertThat(verify(repository, digest, key)).isEqualTo(new Verification.Verified("cosign.pub"));
    }

    @Test
    void theSignatureOfAnotherArtifactInItsPlaceIsRecognisedAndReplaced() {
        ArtifactRepository repository = repository("swapped");
        Digest honest = publish(repository, "a: 5\n");
        Digest other = publish(repository, "a: 6\n");
        signer().sign(repository, honest, key);
        RegistryConnections.Connection connection = new RegistryConnections(host -> registry.access).to(repository);
        connection.put(
                repository.tagged(SignatureManifest.tag(other)),
                connection.manifest(repository.tagged(SignatureManifest.tag(honest))));

        assertThat(verify(repository, other, key)).isInstanceOf(Verification.SignatureOfAnother.class);
        signer().sign(repository, other, key);

        assertThat(verify(repository, other, key)).isEqualTo(new Verification.Verified("cosign.pub"));
    }

    @Test
    void aSignedPayloadThatWasExchangedIsNotBelieved() throws IOException {
        ArtifactRepository repository = repository("payload");
        Digest digest = publish(repository, "a: 7\n");
        signer().sign(repository, digest, key);
        byte[] payload =
                registry.puller().signatures(repository, digest).getFirst().payload();
        Files.writeString(registry.blob(Digest.of(payload)), "{}");

        assertThatThrownBy(() -> registry.puller().signatures(repository, digest))
                .isInstanceOf(TamperedArtifactException.class)
                .hasMessageContaining("signed payload");
    }

    @Test
    void opensslVerifiesWhatPaddockSigns(@TempDir Path directory) throws Exception {
        ArtifactRepository repository = repository("openssl");
        Digest digest = publish(repository, "a: 8\n");
        signer().sign(repository, digest, key);
        ArtifactSignature signature =
                registry.puller().signatures(repository, digest).getFirst();
        Files.writeString(directory.resolve("key.pub"), key.shown().pem());
        Files.write(directory.resolve("payload"), signature.payload());
        Files.write(directory.resolve("sig"), Base64.getDecoder().decode(signature.signature()));

        assertThat(openssl(directory, "dgst", "-sha256", "-verify", "key.pub", "-signature", "sig", "payload"))
                .isEqualTo("Verified OK");
        assertThat(Files.readString(directory.resolve("payload"))).contains(digest.value());
    }

    @Test
    void aPairOfKeysMadeWithOpensslSigns(@TempDir Path directory) throws Exception {
        openssl(directory, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "cosign.key");
        openssl(directory, "pkey", "-in", "cosign.key", "-pubout", "-out", "cosign.pub");
        SigningKey own = SigningKey.parse(
                Files.readString(directory.resolve("cosign.key")),
                TrustedKey.parse("own.pub", Files.readString(directory.resolve("cosign.pub"))));
        ArtifactRepository repository = repository("own-key");
        Digest digest = publish(repository, "a: 9\n");

        signer().sign(repository, digest, own);

        assertThat(verify(repository, digest, own)).isEqualTo(new Verification.Verified("own.pub"));
    }

    private Verification verify(ArtifactRepository repository, Digest digest, SigningKey trusted) {
        return Verification.of(digest, registry.puller().signatures(repository, digest), List.of(trusted.shown()));
    }

    private Digest publish(ArtifactRepository repository, String text) {
        PackedArtifact artifact = LocalRegistry.packed(text);
        return registry.publisher().publish(repository, artifact, ArtifactTags.of("1", "c"));
    }

    private ArtifactSigner signer() {
        return new ArtifactSigner(host -> registry.access);
    }

    private ArtifactRepository repository(String deployment) {
        return registry.root.of("acme", "project-a", deployment);
    }

    private static String openssl(Path directory, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("openssl ends").isTrue();
        assertThat(process.exitValue()).as("openssl: %s", output).isZero();
        return output;
    }
}
