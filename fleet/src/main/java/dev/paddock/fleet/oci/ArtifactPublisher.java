// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import land.oras.ContainerRef;
import land.oras.Manifest;
import land.oras.Registry;

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
        if (!find(connection, repository.pinned(digest)).isPresent()) {
            send(connection, artifact);
        }
        for (String tag : List.of(tags.revision(), tags.latest())) {
            if (!find(connection, repository.tagged(tag)).filter(digest::equals).isPresent()) {
                put(connection, artifact, repository.tagged(tag));
            }
        }
        return digest;
    }

    /** Whether the registry still has the artifact. */
    public boolean exists(ArtifactRepository repository, Digest digest) {
        return find(registries.to(repository), repository.pinned(digest)).isPresent();
    }

    private static void send(RegistryConnections.Connection connection, PackedArtifact artifact) {
        ArtifactRepository repository = connection.repository();
        connection.call("cannot publish to", registry -> {
            registry.pushBlob(blob(repository, artifact.layerDigest()), artifact.layer());
            registry.pushBlob(blob(repository, artifact.configDigest()), artifact.config());
            return registry;
        });
        put(connection, artifact, repository.pinned(artifact.digest()));
    }

    private static void put(RegistryConnections.Connection connection, PackedArtifact artifact, String reference) {
        Manifest manifest = Manifest.fromJson(new String(artifact.manifest(), StandardCharsets.UTF_8));
        connection.call(
                "cannot publish to", registry -> registry.pushManifest(ContainerRef.parse(reference), manifest));
    }

    private static Optional<Digest> find(RegistryConnections.Connection connection, String reference) {
        try {
            return connection.call("cannot look up", registry -> probe(registry, reference));
        } catch (RegistryException e) {
            if (e.kind() == RegistryException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<Digest> probe(Registry registry, String reference) {
        return Optional.ofNullable(
                        registry.probeDescriptor(ContainerRef.parse(reference)).getDigest())
                .map(Digest::new);
    }

    private static ContainerRef blob(ArtifactRepository repository, Digest digest) {
        return ContainerRef.parse(repository.pinned(digest));
    }
}
