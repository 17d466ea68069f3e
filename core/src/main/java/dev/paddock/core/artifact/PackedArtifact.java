// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

/**
 * The three blobs of an artifact. The manifest's digest names the artifact; it covers the other two.
 *
 * <p>Arrays are not copied, because artifacts are large: whoever holds one must not write to it.
 */
public record PackedArtifact(byte[] manifest, byte[] config, byte[] layer) {

    public Digest digest() {
        return Digest.of(manifest);
    }

    public Digest configDigest() {
        return Digest.of(config);
    }

    public Digest layerDigest() {
        return Digest.of(layer);
    }
}
