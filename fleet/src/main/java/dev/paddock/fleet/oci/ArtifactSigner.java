// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.InvalidArtifactException;
import dev.paddock.core.signature.ArtifactSignature;
import dev.paddock.core.signature.SignatureClaim;
import dev.paddock.core.signature.SignatureManifest;
import dev.paddock.core.signature.SigningKey;
import dev.paddock.core.signature.Verification;
import dev.paddock.fleet.oci.RegistryConnections.Connection;
import java.util.List;
import java.util.function.Function;

/**
 * Puts a signature beside an artifact, where cosign looks for it. Signing again finds the signature and sends nothing; one of an older
 * key, or somebody else's, stays beside the new one.
 */
public final class ArtifactSigner {
    private final RegistryConnections registries;
    private final ObjectMapper json = new ObjectMapper();

    /** @param access how to enter a registry, by its host; asked once per artifact, so that changed credentials are taken up */
    public ArtifactSigner(Function<String, RegistryAccess> access) {
        this.registries = new RegistryConnections(access);
    }

    public void sign(ArtifactRepository repository, Digest digest, SigningKey key) {
        Connection connection = registries.to(repository);
        if (isSigned(connection, digest, key)) {
            return;
        }
        String reference = repository.host() + "/" + repository.path();
        ArtifactSignature signature = key.sign(new SignatureClaim(reference, digest).payload());
        SignatureManifest manifest = beside(connection, digest, signature);
        connection.putBlob(signature.payload());
        connection.putBlob(manifest.config());
        connection.put(repository.tagged(SignatureManifest.tag(digest)), manifest.manifest());
    }

    private boolean isSigned(Connection connection, Digest digest, SigningKey key) {
        try {
            List<ArtifactSignature> there = Signatures.read(connection, digest, json);
            return Verification.of(digest, there, List.of(key.shown())) instanceof Verification.Verified;
        } catch (InvalidArtifactException unusable) {
            return false;
        }
    }

    /** What lies in the place of signatures and is none is written over. */
    private SignatureManifest beside(Connection connection, Digest digest, ArtifactSignature signature) {
        try {
            return Signatures.manifest(connection, digest)
                    .map(there -> SignatureManifest.adding(there, signature, json))
                    .orElseGet(() -> SignatureManifest.of(signature));
        } catch (InvalidArtifactException unusable) {
            return SignatureManifest.of(signature);
        }
    }
}
