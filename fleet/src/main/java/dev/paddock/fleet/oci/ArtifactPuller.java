// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.core.artifact.ArtifactFiles;
import dev.paddock.core.artifact.ArtifactManifest;
import dev.paddock.core.artifact.ArtifactUnpacker;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.InvalidArtifactException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import land.oras.ContainerRef;

/**
 * Pulls an artifact by its digest, believing nothing that does not hash to what was asked for, and nothing larger than an
 * artifact may be. It never resolves a tag.
 */
public final class ArtifactPuller {
    private static final int MAX_MANIFEST_BYTES = 64 * 1024;
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
        ArtifactManifest manifest = manifest(connection, digest);
        if (manifest.layerSize() > MAX_LAYER_BYTES) {
            throw new InvalidArtifactException(
                    "the layer is " + manifest.layerSize() + " bytes, an artifact may have " + MAX_LAYER_BYTES);
        }
        byte[] layer = connection.call(
                "cannot pull from",
                registry -> read(registry.fetchBlob(ContainerRef.parse(repository.pinned(manifest.layer())))));
        ArtifactManifest.requireDigest("layer", layer, manifest.layer());
        return new PulledArtifact(digest, manifest.revision(), layer.length, unpacker.unpack(layer));
    }

    private ArtifactManifest manifest(RegistryConnections.Connection connection, Digest digest) {
        String text = connection.call(
                "cannot pull from",
                registry -> registry.getDescriptor(
                                ContainerRef.parse(connection.repository().pinned(digest)))
                        .getJson());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_MANIFEST_BYTES) {
            throw new InvalidArtifactException(
                    "the manifest is " + bytes.length + " bytes, an artifact's may have " + MAX_MANIFEST_BYTES);
        }
        return ArtifactManifest.read(bytes, digest, json);
    }

    private static byte[] read(InputStream blob) {
        try (blob) {
            byte[] content = blob.readNBytes((int) MAX_LAYER_BYTES + 1);
            if (content.length > MAX_LAYER_BYTES) {
                throw new InvalidArtifactException("the layer is larger than " + MAX_LAYER_BYTES + " bytes");
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException("the layer broke off: " + e.getMessage(), e);
        }
    }

    /**
     * What was pulled.
     *
     * @param revision the profile and version it was rendered from, as the publisher wrote it
     * @param bytes the size of the compressed layer
     */
    public record PulledArtifact(Digest digest, String revision, long bytes, ArtifactFiles files) {}
}
