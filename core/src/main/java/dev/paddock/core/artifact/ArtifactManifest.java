// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** What a puller needs of a manifest: the one content layer, by digest and size, and the origin's revision. */
public record ArtifactManifest(Digest layer, long layerSize, String revision) {
    private static final int NO_SIZE = -1;

    /** Believes the bytes only when they hash to the digest that was asked for. */
    public static ArtifactManifest read(byte[] manifest, Digest expected, ObjectMapper json) {
        requireDigest("manifest", manifest, expected);
        try {
            JsonNode root = json.readTree(manifest);
            for (JsonNode layer : root.path("layers")) {
                if (layer.path("mediaType").asText().equals(MediaTypes.CONTENT)) {
                    return new ArtifactManifest(
                            new Digest(layer.path("digest").asText()),
                            layer.path("size").asLong(NO_SIZE),
                            root.path("annotations")
                                    .path("org.opencontainers.image.revision")
                                    .asText());
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidArtifactException("the manifest " + expected + " cannot be read: " + e.getMessage(), e);
        }
        throw new InvalidArtifactException("the manifest " + expected + " has no layer of type " + MediaTypes.CONTENT);
    }

    /** A registry, or whoever stands between, may not exchange content. */
    public static void requireDigest(String what, byte[] content, Digest expected) {
        Digest actual = Digest.of(content);
        if (!actual.equals(expected)) {
            throw new TamperedArtifactException(
                    "the " + what + " was asked for as " + expected + " but what came is " + actual);
        }
    }
}
