// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.signature.ArtifactSignature;
import dev.paddock.fleet.oci.ArtifactPuller;
import dev.paddock.fleet.oci.ArtifactPuller.PulledArtifact;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.RegistryAccess;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Gets an artifact by digest, and what is kept beside it as its signatures, with the access of one repository. */
public interface ArtifactFetch {

    /** The content is what the digest stands for; whose it is, is not looked at. */
    PulledArtifact fetch(ArtifactRepository repository, Digest digest, RegistryAccess access);

    /** None of them is believed yet; empty when there is none. */
    List<ArtifactSignature> signatures(ArtifactRepository repository, Digest digest, RegistryAccess access);

    /** From registries, with one connection per way of entering one. */
    static ArtifactFetch fromRegistries() {
        ConcurrentHashMap<RegistryAccess, ArtifactPuller> pullers = new ConcurrentHashMap<>();
        Function<RegistryAccess, ArtifactPuller> puller =
                access -> pullers.computeIfAbsent(access, key -> new ArtifactPuller(host -> key));
        return new ArtifactFetch() {
            @Override
            public PulledArtifact fetch(ArtifactRepository repository, Digest digest, RegistryAccess access) {
                return puller.apply(access).pull(repository, digest);
            }

            @Override
            public List<ArtifactSignature> signatures(
                    ArtifactRepository repository, Digest digest, RegistryAccess access) {
                return puller.apply(access).signatures(repository, digest);
            }
        };
    }
}
