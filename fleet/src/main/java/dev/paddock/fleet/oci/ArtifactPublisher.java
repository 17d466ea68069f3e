// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import java.util.List;
import java.util.function.Function;

/**
 * Publishes packed artifacts. Publishing the same artifact again finds it by its digest and sends nothing; after a crash
 * the next attempt sends what is missing. Tags are for people: they are set last, and nobody pulls by them.
 */
public final class ArtifactPublisher {
    private final RegistryConnections registries;

    /** @param access how to enter a registry, by its host; asked once per artifact, so that changed credentials are taken up */
    public ArtifactPublisher(Function<String, RegistryAccess> access) {
        this.registries = new RegistryConnections(access);
    }

    public Digest publish(ArtifactRepository repository, PackedArtifact artifact, ArtifactTags tags) {
        RegistryConnections.Connection connection = registries.to(repository);
        Digest digest = artifact.digest();
        if (connection.find(repository.pinned(digest)).isEmpty()) {
            connection.putBlob(artifact.layer());
            connection.putBlob(artifact.config());
            connection.put(repository.pinned(digest), artifact.manifest());
        }
        for (String tag : List.of(tags.revision(), tags.latest())) {
            if (connection.find(repository.tagged(tag)).filter(digest::equals).isEmpty()) {
                connection.put(repository.tagged(tag), artifact.manifest());
            }
        }
        return digest;
    }

    /** Whether the registry still has the artifact. */
    public boolean exists(ArtifactRepository repository, Digest digest) {
        return registries.to(repository).find(repository.pinned(digest)).isPresent();
    }
}
