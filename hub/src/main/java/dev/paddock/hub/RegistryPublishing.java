// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.signature.SigningKey;
import dev.paddock.fleet.oci.ArtifactPublisher;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.ArtifactSigner;
import dev.paddock.fleet.oci.ArtifactTags;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.signing.SigningKeys;
import dev.paddock.hub.reconcile.workloaddeployment.Publishing;
import java.util.function.Function;

/** Publishes to the installation's registry and signs with the installation's key. */
final class RegistryPublishing implements Publishing {
    private final ArtifactPublisher publisher;
    private final ArtifactSigner signer;
    private final SigningKeys keys;
    private final Runnable published;

    /** @param published told of each artifact, before it is sent */
    RegistryPublishing(Function<String, RegistryAccess> access, SigningKeys keys, Runnable published) {
        this.publisher = new ArtifactPublisher(access);
        this.signer = new ArtifactSigner(access);
        this.keys = keys;
        this.published = published;
    }

    @Override
    public Digest publish(ArtifactRepository repository, PackedArtifact artifact, ArtifactTags tags) {
        published.run();
        return publisher.publish(repository, artifact, tags);
    }

    @Override
    public String sign(ArtifactRepository repository, Digest digest) {
        SigningKey key = keys.current();
        signer.sign(repository, digest, key);
        return key.shown().fingerprint();
    }
}
