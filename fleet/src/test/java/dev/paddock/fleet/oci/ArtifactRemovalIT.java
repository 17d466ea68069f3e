// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.signature.SignatureManifest;
import dev.paddock.core.signature.SigningKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Artifacts go from the bundled registry, with their tags and signatures, and nothing else goes with them. */
class ArtifactRemovalIT {
    private final SigningKey key = SigningKey.generate("cosign.pub", new SecureRandom());
    private LocalRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new LocalRegistry("removal");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void anArtifactGoesWithItsTagsAndItsSignatureAndItsNeighbourStays() {
        ArtifactRepository repository = repository("one");
        Digest old = publish(repository, "1", "a: 1\n");
        Digest now = publish(repository, "2", "a: 2\n");

        remover().remove(repository, old);
        remover().remove(repository, old);

        assertThat(registry.publisher().exists(repository, old)).isFalse();
        assertThat(tagged(repository, "r1-c")).isFalse();
        assertThat(tagged(repository, SignatureManifest.tag(old))).isFalse();
        assertThat(registry.puller().pull(repository, now).files().byPath()).hasSize(1);
        assertThat(registry.puller().signatures(repository, now)).hasSize(1);
        assertThat(tagged(repository, "latest-c")).isTrue();
    }

    @Test
    void aRepositoryIsEmptiedButForWhatIsKept() {
        ArtifactRepository repository = repository("all");
        Digest first = publish(repository, "1", "a: 3\n");
        Digest kept = publish(repository, "2", "a: 4\n");
        Digest last = publish(repository, "3", "a: 5\n");

        remover().empty(repository, Set.of(kept));

        assertThat(registry.publisher().exists(repository, first)).isFalse();
        assertThat(registry.publisher().exists(repository, last)).isFalse();
        assertThat(registry.puller().signatures(repository, kept)).hasSize(1);

        remover().empty(repository, Set.of());
        assertThat(registry.publisher().exists(repository, kept)).isFalse();
        assertThat(tagged(repository, SignatureManifest.tag(kept))).isFalse();
        remover().empty(repository("never-there"), Set.of());
    }

    @Test
    void theBundledRegistryGivesBackTheSpaceWhenItIsStartedAnew() {
        ArtifactRepository repository = repository("space");
        PackedArtifact old = LocalRegistry.packed("a: 6\n");
        Digest now = publish(repository, "2", "a: 7\n");
        registry.publisher().publish(repository, old, ArtifactTags.of("1", "d"));
        remover().remove(repository, old.digest());
        assertThat(registry.blob(old.layerDigest())).exists();

        registry.restart();

        assertThat(registry.blob(old.layerDigest())).doesNotExist();
        assertThat(registry.blob(old.digest())).doesNotExist();
        assertThat(registry.puller().pull(repository, now).files().byPath()).hasSize(1);
        assertThat(registry.puller().signatures(repository, now)).hasSize(1);

        registry.publisher().publish(repository, old, ArtifactTags.of("3", "d"));
        assertThat(registry.puller().pull(repository, old.digest()).files().byPath())
                .as("what went may come back")
                .hasSize(1);
    }

    private Digest publish(ArtifactRepository repository, String revision, String text) {
        Digest digest =
                registry.publisher().publish(repository, LocalRegistry.packed(text), ArtifactTags.of(revision, "c"));
        new ArtifactSigner(host -> registry.access).sign(repository, digest, key);
        return digest;
    }

    private ArtifactRemover remover() {
        return new ArtifactRemover(host -> registry.access);
    }

    private boolean tagged(ArtifactRepository repository, String tag) {
        return new RegistryConnections(host -> registry.access)
                .to(repository)
                .find(repository.tagged(tag))
                .isPresent();
    }

    private ArtifactRepository repository(String deployment) {
        return registry.root.of("acme", "project-a", deployment);
    }
}
