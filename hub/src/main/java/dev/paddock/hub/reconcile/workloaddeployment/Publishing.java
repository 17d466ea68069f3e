// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.ArtifactTags;

/** Sends an artifact to its registry; finds it there and sends nothing when it is there already. */
@FunctionalInterface
public interface Publishing {

    Digest publish(ArtifactRepository repository, PackedArtifact artifact, ArtifactTags tags);
}
