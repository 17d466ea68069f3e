// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.core.artifact.ArtifactFiles;
import dev.paddock.core.artifact.ArtifactManifest;
import dev.paddock.core.artifact.ArtifactUnpacker;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.InvalidArtifactException;
import dev.paddock.core.signature.ArtifactSignature;
import java.util.List;
import java.util.function.Function;

/**
 * Pulls an artifact by its digest, believing nothing that does not hash to what was asked for, and nothing larger than an
 * artifact may be. It never resolves a tag.
 */
public final class ArtifactPuller {
    /** Rendered text shrinks; a layer that did not is still no larger than its content, give or take the headers. */
    private static final long MAX_LAYER_BYTES = ArtifactFiles.MAX_BYTES + 1024 * 1024;

    private final RegistryConnections registries;
    private final ObjectMapper json = new ObjectMapper();
    private final ArtifactUnpacker unpacker = new ArtifactUnpacker();

    /** @param access how to enter a registry, by its host; asked once per artifact, so that changed credentials are taken up */
    public ArtifactPuller(Function<String, RegistryAccess> access) {
        this.registries = new RegistryConnections(access);
    }

    public PulledArtifact pull(ArtifactRepository repository, Digest digest) {
        RegistryConnections.Connection connection = registries.to(repository);
        ArtifactManifest manifest = ArtifactManifest.read(connection.manifest(repository.pinned(digest)), digest, json);
        if (manifest.layerSize() > MAX_LAYER_BYTES) {
            throw new InvalidArtifactException(
                    "the layer is " + manifest.layerSize() + " bytes, an artifact may have " + MAX_LAYER_BYTES);
        }
        byte[] layer = connection.blob("layer", manifest.layer(), MAX_LAYER_BYTES);
        return new PulledArtifact(digest, manifest.revision(), layer.length, unpacker.unpack(layer));
    }

    /** The signatures beside an artifact, none of them believed; empty when it has none. */
    public List<ArtifactSignature> signatures(ArtifactRepository repository, Digest digest) {
        return Signatures.read(registries.to(repository), digest, json);
    }

    /**
     * What was pulled.
     *
     * @param revision the profile and version it was rendered from, as the publisher wrote it
     * @param bytes the size of the compressed layer
     */
    public record PulledArtifact(Digest digest, String revision, long bytes, ArtifactFiles files) {}
}
