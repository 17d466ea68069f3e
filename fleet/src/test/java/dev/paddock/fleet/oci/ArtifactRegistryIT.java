// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.artifact.TamperedArtifactException;
import dev.paddock.fleet.oci.RegistryAccess.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Against the bundled registry: TLS with its own authority, and a password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtifactRegistryIT {
    private LocalRegistry registry;
    private RegistryAccess access = RegistryAccess.anonymous();
    private ArtifactRepository root = ArtifactRepository.parse("oci://unset/paddock");

    @BeforeAll
    void start() throws IOException {
        registry = new LocalRegistry("registry");
        access = registry.access;
        root = registry.root;
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void whatIsPublishedIsPulledByItsDigestByteForByte() {
        ArtifactRepository repository = root.of("acme", "project-a", "clearml");
        PackedArtifact artifact = packed("a: 1\n");

        Digest digest = publisher().publish(repository, artifact, ArtifactTags.of("3", "0123456789"));
        ArtifactPuller.PulledArtifact pulled = puller(access).pull(repository, digest);

        assertThat(digest).isEqualTo(artifact.digest());
        assertThat(pulled.revision()).isEqualTo("clearml@v3");
        assertThat(pulled.bytes()).isEqualTo(artifact.layer().length);
        assertThat(pulled.files().byPath()).containsOnlyKeys("p000/a.yaml");
        assertThat(new String(pulled.files().byPath().get("p000/a.yaml"), StandardCharsets.UTF_8))
                .isEqualTo("a: 1\n");
    }

    @Test
    void publishingAgainSendsNothing() throws IOException {
        ArtifactRepository repository = root.of("acme", "project-a", "again");
        PackedArtifact artifact = packed("a: 2\n");
        ArtifactTags tags = ArtifactTags.of("1", "0123456789");
        publisher().publish(repository, artifact, tags);
        long written = newestFile();

        assertThat(publisher().publish(repository, artifact, tags)).isEqualTo(artifact.digest());
        assertThat(newestFile()).isEqualTo(written);
    }

    @Test
    void theMovingTagFollowsAndTheOldArtifactStays() {
        ArtifactRepository repository = root.of("acme", "project-a", "moving");
        Digest first = publisher().publish(repository, packed("a: 3\n"), ArtifactTags.of("1", "c"));
        Digest second = publisher().publish(repository, packed("a: 4\n"), ArtifactTags.of("2", "c"));

        assertThat(second).isNotEqualTo(first);
        assertThat(publisher().exists(repository, first)).isTrue();
        assertThat(publisher().exists(repository, second)).isTrue();
        assertThat(puller(access).pull(repository, first).files().byPath()).hasSize(1);
    }

    @Test
    void anArtifactThatIsNotThereIsToldFromARegistryThatIsNot() {
        ArtifactRepository repository = root.of("acme", "project-a", "missing");
        Digest unknown = Digest.of("nothing".getBytes(StandardCharsets.UTF_8));

        assertThat(publisher().exists(repository, unknown)).isFalse();
        assertThatThrownBy(() -> puller(access).pull(repository, unknown))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.NOT_FOUND));
        assertThatThrownBy(() -> publisher().exists(ArtifactRepository.parse("oci://127.0.0.1:1/paddock/x"), unknown))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.UNAVAILABLE))
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void aWrongPasswordIsRefusedAndNotPutDownToTheNetwork() {
        RegistryAccess wrong = new RegistryAccess(new Credentials("paddock", "guess"), access.authority(), false);
        ArtifactRepository repository = root.of("acme", "project-a", "clearml");

        assertThatThrownBy(() -> new ArtifactPublisher(host -> wrong)
                        .publish(repository, packed("a: 5\n"), ArtifactTags.of("1", "c")))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.REFUSED))
                .hasMessageNotContaining("guess");
    }

    @Test
    void contentThatWasExchangedInTheRegistryIsNotBelieved() throws IOException {
        ArtifactRepository repository = root.of("acme", "project-a", "forged");
        PackedArtifact artifact = packed("a: honest\n");
        Digest digest = publisher().publish(repository, artifact, ArtifactTags.of("1", "c"));
        Files.write(registry.blob(artifact.layerDigest()), packed("a: forged\n").layer());

        assertThatThrownBy(() -> puller(access).pull(repository, digest)).isInstanceOf(TamperedArtifactException.class);
    }

    @Test
    void theSecretThatAgentsCarryOpensTheRegistry() {
        RegistrySecret secret = new RegistrySecret();
        RegistryAccess read = secret.read(secret.write("mural-system", root.host(), access), root.host());
        ArtifactRepository repository = root.of("acme", "project-a", "by-secret");
        Digest digest = publisher().publish(repository, packed("a: 6\n"), ArtifactTags.of("1", "c"));

        assertThat(read).isEqualTo(access);
        assertThat(puller(read).pull(repository, digest).digest()).isEqualTo(digest);
    }

    private ArtifactPublisher publisher() {
        return registry.publisher();
    }

    private static ArtifactPuller puller(RegistryAccess access) {
        return new ArtifactPuller(host -> access);
    }

    private static PackedArtifact packed(String text) {
        return LocalRegistry.packed(text);
    }

    private long newestFile() throws IOException {
        try (Stream<Path> files = Files.walk(registry.data())) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().lastModified())
                    .max()
                    .orElseThrow();
        }
    }
}
