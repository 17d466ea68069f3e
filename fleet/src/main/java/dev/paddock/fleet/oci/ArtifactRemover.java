// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.signature.SignatureManifest;
import dev.paddock.fleet.oci.RegistryConnections.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import land.oras.ContainerRef;

/**
 * Takes artifacts and their signatures out of a registry. What is gone already is no fault, so that a removal which was cut off is
 * simply repeated. The space of blobs is given back by the registry, in its own way and time.
 */
public final class ArtifactRemover {
    private final RegistryConnections registries;

    /** @param access how to enter a registry, by its host */
    public ArtifactRemover(Function<String, RegistryAccess> access) {
        this.registries = new RegistryConnections(access);
    }

    /** An artifact by its digest, with every tag that leads to it, and then its signatures. */
    public void remove(ArtifactRepository repository, Digest digest) {
        remove(registries.to(repository), digest);
    }

    /** Everything that a tag leads to, but for what is kept. */
    public void empty(ArtifactRepository repository, Set<Digest> keep) {
        Connection connection = registries.to(repository);
        List<String> tags = Connection.optional(() -> connection.call(
                        "cannot list",
                        registry -> registry.getTags(ContainerRef.parse(repository.tagged("latest")))
                                .tags()))
                .orElse(List.of());
        Set<String> signaturesToKeep =
                keep.stream().map(SignatureManifest::tag).collect(Collectors.toUnmodifiableSet());
        for (String tag : tags) {
            Optional<Digest> digest = connection.find(repository.tagged(tag));
            if (!signaturesToKeep.contains(tag) && digest.isPresent() && !keep.contains(digest.get())) {
                remove(connection, digest.get());
            }
        }
    }

    private static void remove(Connection connection, Digest digest) {
        ArtifactRepository repository = connection.repository();
        delete(connection, digest);
        connection
                .find(repository.tagged(SignatureManifest.tag(digest)))
                .ifPresent(signature -> delete(connection, signature));
    }

    private static void delete(Connection connection, Digest digest) {
        Connection.optional(() -> connection.call("cannot remove from", registry -> {
            registry.deleteManifest(ContainerRef.parse(connection.repository().pinned(digest)));
            return digest;
        }));
    }
}
