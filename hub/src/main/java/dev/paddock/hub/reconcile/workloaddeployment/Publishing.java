// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.ArtifactTags;

/** Sends an artifact to its registry and signs it there; each finds what is there already and then sends nothing. */
public interface Publishing {

    Digest publish(ArtifactRepository repository, PackedArtifact artifact, ArtifactTags tags);

    /**
     * Signs what was published.
     *
     * @return the fingerprint of the key that signed
     * @throws IllegalArgumentException when there is no key to sign with; the message names what to correct
     */
    String sign(ArtifactRepository repository, Digest digest);
}
