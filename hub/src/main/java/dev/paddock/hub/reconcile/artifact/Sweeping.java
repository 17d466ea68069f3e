// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.artifact;

import dev.paddock.core.artifact.Digest;
import dev.paddock.fleet.oci.ArtifactRepository;
import java.util.Set;

/** Takes artifacts out of a registry; each act may be repeated. */
public interface Sweeping {

    /** An artifact with its tags and signatures. */
    void remove(ArtifactRepository repository, Digest digest);

    /** All there is in a repository, but for what is kept. */
    void empty(ArtifactRepository repository, Set<Digest> keep);
}
