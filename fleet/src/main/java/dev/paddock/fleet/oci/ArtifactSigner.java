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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Puts a signature beside an artifact, where cosign looks for it. Signing again finds the signature and sends nothing; one of an older
 * key stays beside the new one, so that spokes which know only the older key go on.
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
        List<ArtifactSignature> there = there(connection, digest);
        if (Verification.of(digest, there, List.of(key.shown())) instanceof Verification.Verified) {
            return;
        }
        String reference = repository.host() + "/" + repository.path();
        List<ArtifactSignature> all = new ArrayList<>(
                there.subList(Math.max(0, there.size() - SignatureManifest.MAX_SIGNATURES + 1), there.size()));
        all.add(key.sign(new SignatureClaim(reference, digest).payload()));
        SignatureManifest manifest = SignatureManifest.of(all);
        all.forEach(signature -> connection.putBlob(signature.payload()));
        connection.putBlob(manifest.config());
        connection.put(repository.tagged(SignatureManifest.tag(digest)), manifest.manifest());
    }

    /** What lies in the place of signatures and is none is written over. */
    private List<ArtifactSignature> there(Connection connection, Digest digest) {
        try {
            return Signatures.read(connection, digest, json);
        } catch (InvalidArtifactException unusable) {
            return List.of();
        }
    }
}
