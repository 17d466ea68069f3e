// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.core.artifact.Digest;
import dev.paddock.fleet.oci.ArtifactPuller;
import dev.paddock.fleet.oci.ArtifactPuller.PulledArtifact;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.RegistryAccess;
import java.util.concurrent.ConcurrentHashMap;

/** Gets an artifact by digest with the access of one repository; what it returns is verified. */
@FunctionalInterface
public interface ArtifactFetch {

    PulledArtifact fetch(ArtifactRepository repository, Digest digest, RegistryAccess access);

    /** From registries, with one connection per way of entering one. */
    static ArtifactFetch fromRegistries() {
        ConcurrentHashMap<RegistryAccess, ArtifactPuller> pullers = new ConcurrentHashMap<>();
        return (repository, digest, access) -> pullers.computeIfAbsent(access, key -> new ArtifactPuller(host -> key))
                .pull(repository, digest);
    }
}
