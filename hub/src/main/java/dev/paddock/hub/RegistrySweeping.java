// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import dev.paddock.core.artifact.Digest;
import dev.paddock.fleet.oci.ArtifactRemover;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.hub.reconcile.artifact.Sweeping;
import java.util.Set;
import java.util.function.Function;

/** Removes from the installation's registry. */
final class RegistrySweeping implements Sweeping {
    private final ArtifactRemover remover;

    RegistrySweeping(Function<String, RegistryAccess> access) {
        this.remover = new ArtifactRemover(access);
    }

    @Override
    public void remove(ArtifactRepository repository, Digest digest) {
        remover.remove(repository, digest);
    }

    @Override
    public void empty(ArtifactRepository repository, Set<Digest> keep) {
        remover.empty(repository, keep);
    }
}
