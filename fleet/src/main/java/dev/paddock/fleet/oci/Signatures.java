// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.signature.ArtifactSignature;
import dev.paddock.core.signature.SignatureManifest;
import dev.paddock.fleet.oci.RegistryConnections.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a registry keeps beside an artifact as its signatures; who made them is decided elsewhere. */
final class Signatures {
    private Signatures() {}

    static Optional<byte[]> manifest(Connection connection, Digest digest) {
        String reference = connection.repository().tagged(SignatureManifest.tag(digest));
        return Connection.optional(() -> connection.manifest(reference));
    }

    /** A signature whose payload the registry has lost cannot be checked by anybody, and counts as none. */
    static List<ArtifactSignature> read(Connection connection, Digest digest, ObjectMapper json) {
        Optional<byte[]> manifest = manifest(connection, digest);
        if (manifest.isEmpty()) {
            return List.of();
        }
        List<ArtifactSignature> signatures = new ArrayList<>();
        for (SignatureManifest.Entry entry : SignatureManifest.read(manifest.get(), json)) {
            Connection.optional(() ->
                            connection.blob("signed payload", entry.payload(), SignatureManifest.MAX_PAYLOAD_BYTES))
                    .ifPresent(payload -> signatures.add(new ArtifactSignature(payload, entry.signature())));
        }
        return List.copyOf(signatures);
    }
}
